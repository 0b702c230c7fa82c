package io.tocsin.promql.rules;

import io.tocsin.schemas.config.Durations;
import io.tocsin.schemas.config.Spelling;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads the annotations {@code command…} of one alert, and tells every mistake in them. */
final class CommandReader {

    static final Pattern NAME = Pattern.compile("[A-Z][A-Z0-9_]{0,63}");

    private static final Pattern TARGET = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9._-]{0,99}");
    private static final String COMMAND = "command";
    private static final String COMMAND_TARGET = "command_target";
    private static final String COMMAND_WHEN = "command_when";
    private static final String COMMAND_TTL = "command_ttl";
    private static final String COMMAND_REVERSAL = "command_reversal";
    private static final String COMMAND_DRY_RUN = "command_dry_run";
    private static final List<String> KNOWN =
            List.of(COMMAND, COMMAND_TARGET, COMMAND_WHEN, COMMAND_TTL, COMMAND_REVERSAL, COMMAND_DRY_RUN);

    private final Map<String, String> annotations;
    private final BiConsumer<String, String> mistakes;
    private boolean mistaken;

    CommandReader(Map<String, String> annotations, BiConsumer<String, String> mistakes) {
        this.annotations = annotations;
        this.mistakes = mistakes;
    }

    Optional<CommandRequest> read() {
        annotations.forEach(this::checkForm);
        Optional<String> name = value(COMMAND, CommandReader::name);
        Optional<String> target = value(COMMAND_TARGET, CommandReader::target);
        Optional<CommandCondition> when = value(COMMAND_WHEN, CommandCondition::parse);
        Optional<Duration> ttl = value(COMMAND_TTL, CommandReader::ttl);
        Optional<String> reversal = value(COMMAND_REVERSAL, CommandReader::name);
        Optional<Boolean> dryRun = value(COMMAND_DRY_RUN, CommandReader::dryRun);
        if (annotations.containsKey(COMMAND) && !annotations.containsKey(COMMAND_TARGET)) {
            mistake(COMMAND, "needs command_target beside it: who is to obey");
        }
        if (mistaken || name.isEmpty() || target.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new CommandRequest(
                name.get(),
                target.get(),
                when,
                ttl.orElse(CommandRequest.DEFAULT_TTL),
                reversal,
                dryRun.orElse(false)));
    }

    private void checkForm(String key, String text) {
        if (!key.equals(COMMAND) && !key.startsWith(COMMAND + "_")) {
            return;
        }
        if (!KNOWN.contains(key)) {
            mistake(
                    key,
                    "unknown annotation of a command; "
                            + Spelling.nearest(key, KNOWN)
                                    .map(near -> "did you mean \"" + near + "\"?")
                                    .orElse("known are " + String.join(", ", KNOWN)));
        } else if (text.contains("{{")) {
            mistake(key, "must be a constant text: what is to be done may not depend on what a template makes of data");
        } else if (!annotations.containsKey(COMMAND)) {
            mistake(key, "there is no annotation command that it belongs to");
        }
    }

    private <T> Optional<T> value(String key, Function<String, T> parser) {
        String text = annotations.get(key);
        if (text == null || text.contains("{{")) {
            return Optional.empty();
        }
        try {
            return Optional.of(parser.apply(text));
        } catch (IllegalArgumentException e) {
            mistake(key, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private void mistake(String key, String message) {
        mistaken = true;
        mistakes.accept(key, message);
    }

    private static String name(String text) {
        return matching(NAME, text, "a command's name: capitals, digits and _, such as PAUSE_NEW_MIGRATIONS");
    }

    private static String target(String text) {
        return matching(TARGET, text, "a target's name: letters, digits, '.', '_' and '-', such as bridge");
    }

    private static String matching(Pattern form, String text, String what) {
        if (!form.matcher(text).matches()) {
            throw new IllegalArgumentException("\"" + text + "\" is not " + what);
        }
        return text;
    }

    private static Duration ttl(String text) {
        Duration ttl = Durations.parse(text);
        if (!ttl.isPositive()) {
            throw new IllegalArgumentException("must be longer than nothing: nobody could obey in time");
        }
        return ttl;
    }

    private static boolean dryRun(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("must be \"true\" or \"false\", is \"" + text + "\"");
        };
    }
}
