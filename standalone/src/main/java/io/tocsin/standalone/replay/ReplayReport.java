package io.tocsin.standalone.replay;

import io.tocsin.schemas.avro.AlertTransition;
import io.tocsin.schemas.avro.Command;
import io.tocsin.standalone.cli.Numbers;
import io.tocsin.standalone.cli.Table;
import io.tocsin.streamprocessor.replay.Difference;
import io.tocsin.streamprocessor.replay.ReplayResult;
import io.tocsin.streamprocessor.replay.Verdict;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What a replay gave, for people. */
final class ReplayReport {
    private final PrintStream out;

    ReplayReport(PrintStream out) {
        this.out = out;
    }

    /** @param took how long it took */
    void print(ReplayResult result, String log, Duration took) {
        header(result, log, took);
        if (!result.transitions().isEmpty()) {
            Table table = new Table("TIME", "ALERT", "STATE", "VALUE", "LABELS");
            result.transitions().forEach(transition -> table.add(cells(transition)));
            table.print(out);
            out.println();
        }
        commands(result.commands());
        switch (result.verdict()) {
            case Verdict.Equal equal ->
                out.println("equal: " + Numbers.counted(equal.transitions(), "transition")
                        + (equal.commands() == 0 ? "" : " and " + Numbers.counted(equal.commands(), "command"))
                        + ", as recorded");
            case Verdict.Different different -> {
                int count =
                        different.differences().size() + different.commands().size();
                out.println("different: " + Numbers.counted(count, "difference"));
                differences(different.differences());
                different.commands().forEach(difference -> out.println("  * " + difference));
            }
            case Verdict.NotComparable not -> {
                not.reasons().forEach(reason -> out.println("not comparable: " + reason));
                if (!not.differences().isEmpty()) {
                    out.println("what differs all the same:");
                    differences(not.differences());
                }
            }
        }
    }

    private void commands(List<Command> commands) {
        if (commands.isEmpty()) {
            return;
        }
        Table table = new Table("TIME", "COMMAND", "TARGET", "OUTCOME", "ALERT", "VALUE", "LABELS");
        commands.forEach(command -> table.add(
                time(command.getAt()),
                command.getName(),
                command.getTarget(),
                outcome(command),
                command.getRule(),
                Numbers.rounded(command.getValue()),
                labels(command.getLabels())));
        table.print(out);
        out.println();
    }

    private static String outcome(Command command) {
        String given = command.getDryRun() ? "dry_run" : "given";
        String outcome = command.getSuppressed() == null
                ? given
                : "suppressed (" + command.getSuppressed().name().toLowerCase(Locale.ROOT) + ")";
        return command.getReversalOf() == null ? outcome : outcome + " (reversal)";
    }

    private void header(ReplayResult result, String log, Duration took) {
        long from = result.request().fromMillis();
        out.println("replayed " + time(from) + " to " + time(result.request().toMillis()) + " from " + log);
        long evaluated =
                Math.max(0, result.evaluatedThroughMillis() - result.warmUp().evaluateFromMillis());
        double speed = evaluated / (double) Math.max(1, took.toMillis());
        out.println(Numbers.counted(result.groups(), "rule group") + ", "
                + Numbers.counted(result.records(), "record") + "; samples from "
                + time(result.warmUp().samplesFromMillis()) + ", instants from "
                + time(result.warmUp().evaluateFromMillis()) + " on; took " + Numbers.plain(took.toMillis() / 1000.0)
                + " s, " + Numbers.compact(speed) + " times as fast as it happened");
        out.println();
    }

    private static String time(long millis) {
        return Instant.ofEpochMilli(millis).toString();
    }

    private static String[] cells(AlertTransition transition) {
        return new String[] {
            time(transition.getAt()),
            transition.getRule(),
            state(transition),
            Numbers.rounded(transition.getValue()),
            labels(transition.getLabels())
        };
    }

    private static String state(AlertTransition transition) {
        return transition.getState().name().toLowerCase(Locale.ROOT);
    }

    private static String labels(Map<String, String> labels) {
        List<String> pairs = new ArrayList<>();
        new TreeMap<>(labels).forEach((name, value) -> {
            if (!name.equals("alertname")) {
                pairs.add(name + "=\"" + value + "\"");
            }
        });
        return String.join(", ", pairs);
    }

    private void differences(List<Difference> differences) {
        for (Difference difference : differences) {
            AlertTransition transition = difference.transition();
            String what = time(transition.getAt()) + " " + transition.getRule() + " " + state(transition) + " {"
                    + labels(transition.getLabels()) + "}";
            switch (difference) {
                case Difference.OnlyRecorded _ -> out.println("  - " + what + ": recorded, not replayed");
                case Difference.OnlyReplayed _ -> out.println("  + " + what + ": replayed, not recorded");
                case Difference.Changed changed -> {
                    out.println("  ~ " + what);
                    changed.fields().forEach(field -> out.println("      " + field));
                }
            }
        }
    }
}
