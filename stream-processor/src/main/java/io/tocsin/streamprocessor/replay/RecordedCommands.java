package io.tocsin.streamprocessor.replay;

import io.tocsin.schemas.avro.Command;
import io.tocsin.streamprocessor.command.CommandSeeds;
import io.tocsin.streamprocessor.rules.RuleGroupName;
import java.util.List;
import java.util.Set;

/** The topic {@code commands}: what was asked for then. */
record RecordedCommands(List<Command> commands) {

    RecordedCommands {
        commands = List.copyOf(commands);
    }

    List<Command> within(ReplayRequest span) {
        return commands.stream().filter(command -> span.covers(command.getAt())).toList();
    }

    /** @param episodes those that had not ended by then */
    CommandSeeds before(long instant, Set<String> episodes, Set<RuleGroupName> groups) {
        List<Command> earlier =
                commands.stream().filter(command -> command.getAt() < instant).toList();
        return new CommandSeeds(earlier, episodes, groups);
    }
}
