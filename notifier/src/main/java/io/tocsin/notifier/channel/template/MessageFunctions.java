package io.tocsin.notifier.channel.template;

import io.tocsin.promql.template.Arguments;
import io.tocsin.promql.template.GoDuration;
import io.tocsin.promql.template.GoTime;
import io.tocsin.promql.template.TemplateError;
import io.tocsin.promql.template.TemplateFunction;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What Alertmanager's templates have beside those of rules. */
final class MessageFunctions {

    static final Map<String, TemplateFunction> ALL = Map.of(
            "join", (arguments, scope) -> join(arguments),
            "trimSpace",
                    (arguments, scope) ->
                            Arguments.string("trimSpace", arguments, 0).strip(),
            "stringSlice", (arguments, scope) -> new ArrayList<>(arguments),
            "list", (arguments, scope) -> new ArrayList<>(arguments),
            "date",
                    (arguments, scope) ->
                            time("date", arguments).member("Format", List.of(Arguments.string("date", arguments, 0))),
            "tz",
                    (arguments, scope) ->
                            time("tz", arguments).member("In", List.of(Arguments.string("tz", arguments, 0))),
            "since", (arguments, scope) -> since(arguments, scope.instantMillis()),
            "urlUnescape", (arguments, scope) -> unescape(Arguments.string("urlUnescape", arguments, 0)),
            "safeUrl", (arguments, scope) -> Arguments.string("safeUrl", arguments, 0));

    private MessageFunctions() {}

    private static String join(List<@Nullable Object> arguments) {
        String separator = Arguments.string("join", arguments, 0);
        return Arguments.list("join", arguments, 1).stream()
                .map(String::valueOf)
                .collect(Collectors.joining(separator));
    }

    private static GoTime time(String function, List<@Nullable Object> arguments) {
        Arguments.count(function, arguments, 2, 2);
        return time(function, arguments.get(1));
    }

    private static GoTime time(String function, @Nullable Object value) {
        if (value instanceof GoTime time) {
            return time;
        }
        throw new TemplateError("wrong type for value of " + function + "; expected a time such as .StartsAt");
    }

    /** Until the decision to send, so that a repeat of the message says the same. */
    private static GoDuration since(List<@Nullable Object> arguments, long now) {
        Arguments.count("since", arguments, 1, 1);
        Instant then = time("since", arguments.getFirst()).time().toInstant();
        Duration since = Duration.between(then, Instant.ofEpochMilli(now));
        return GoDuration.ofSeconds(since.toMillis() / 1000.0);
    }

    private static String unescape(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new TemplateError("invalid URL escape in " + text);
        }
    }
}
