package io.tocsin.promql.template;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.tocsin.schemas.config.Durations;
import io.tocsin.schemas.labels.BoundedRegex;
import io.tocsin.schemas.labels.GoRegex;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What Prometheus adds to Go's functions. */
final class PrometheusFunctions {

    private static final Map<String, TemplateFunction> ALL = new HashMap<>();

    static {
        number("humanize", Humanize::decimal);
        number("humanize1024", Humanize::binary);
        number("humanizeDuration", Humanize::duration);
        number("humanizePercentage", Humanize::percentage);
        number("humanizeTimestamp", Humanize::timestamp);
        number("toTime", Humanize::time);
        number("toDuration", GoDuration::ofSeconds);
        text("toUpper", text -> text.toUpperCase(Locale.ROOT));
        text("toLower", text -> text.toLowerCase(Locale.ROOT));
        text("title", PrometheusFunctions::title);
        text("safeHtml", text -> text);
        text("urlQueryEscape", GoFunctions::urlQuery);
        text("graphLink", expression -> Links.graph(expression, 0));
        text("tableLink", expression -> Links.graph(expression, 1));
        text("stripPort", Links::withoutPort);
        text("stripDomain", Links::withoutDomain);
        text("parseDuration", text -> duration(text).seconds());
        text("parseDurationTime", PrometheusFunctions::duration);
        ALL.put("now", (arguments, scope) -> scope.instantMillis() / 1000.0);
        ALL.put("externalURL", (arguments, scope) -> scope.externalUrl());
        ALL.put("pathPrefix", (arguments, scope) -> Links.path(scope.externalUrl()));
        ALL.put("match", PrometheusFunctions::match);
        ALL.put("reReplaceAll", PrometheusFunctions::replaceAll);
        ALL.put("args", PrometheusFunctions::args);
        // Needs the definitions at hand: the evaluation takes care of it.
        ALL.put("tmpl", (arguments, scope) -> null);
        ALL.put("query", (arguments, scope) -> {
            Arguments.count("query", arguments, 1, 1);
            return scope.queries().query(Arguments.string("query", arguments, 0));
        });
        ALL.put("first", PrometheusFunctions::first);
        ALL.put("value", (arguments, scope) -> sample("value", arguments, 0).value());
        ALL.put(
                "label",
                (arguments, scope) ->
                        sample("label", arguments, 1).labels().get(Arguments.string("label", arguments, 0)));
        ALL.put(
                "strvalue",
                (arguments, scope) -> sample("strvalue", arguments, 0).labels().get("__value__"));
        ALL.put("sortByLabel", PrometheusFunctions::sortByLabel);
    }

    private PrometheusFunctions() {}

    static Map<String, TemplateFunction> all() {
        return ALL;
    }

    private interface OfNumber {
        Object apply(double value);
    }

    private interface OfText {
        Object apply(String value);
    }

    private static void number(String name, OfNumber function) {
        ALL.put(name, (arguments, scope) -> {
            Arguments.count(name, arguments, 1, 1);
            return function.apply(Arguments.number(name, arguments, 0));
        });
    }

    private static void text(String name, OfText function) {
        ALL.put(name, (arguments, scope) -> {
            Arguments.count(name, arguments, 1, 1);
            return function.apply(Arguments.string(name, arguments, 0));
        });
    }

    /** Each word's first letter in upper case. */
    private static String title(String text) {
        StringBuilder out = new StringBuilder();
        int before = ' ';
        for (int c : text.codePoints().toArray()) {
            boolean inWord = Character.isLetterOrDigit(before) || before == '_' || before == '\'';
            out.appendCodePoint(inWord ? c : Character.toTitleCase(c));
            before = c;
        }
        return out.toString();
    }

    private static GoDuration duration(String text) {
        try {
            return new GoDuration(Durations.parse(text).toNanos());
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new TemplateError(String.valueOf(e.getMessage()));
        }
    }

    private static Pattern pattern(String regex) {
        try {
            return BoundedRegex.compile(regex, 0);
        } catch (PatternSyntaxException e) {
            throw new TemplateError("invalid regular expression: " + e.getMessage());
        }
    }

    private static Object match(List<@Nullable Object> arguments, TemplateScope scope) {
        Arguments.count("match", arguments, 2, 2);
        return pattern(Arguments.string("match", arguments, 0))
                .matcher(Arguments.string("match", arguments, 1))
                .find();
    }

    private static Object replaceAll(List<@Nullable Object> arguments, TemplateScope scope) {
        Arguments.count("reReplaceAll", arguments, 3, 3);
        Pattern pattern = pattern(Arguments.string("reReplaceAll", arguments, 0));
        String text = Arguments.string("reReplaceAll", arguments, 2);
        return GoRegex.replaceAll(pattern, Arguments.string("reReplaceAll", arguments, 1), text);
    }

    private static Object args(List<@Nullable Object> arguments, TemplateScope scope) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < arguments.size(); i++) {
            map.put("arg" + i, arguments.get(i));
        }
        return map;
    }

    private static @Nullable Object first(List<@Nullable Object> arguments, TemplateScope scope) {
        Arguments.count("first", arguments, 1, 1);
        List<?> list = Arguments.list("first", arguments, 0);
        if (list.isEmpty()) {
            throw new TemplateError("first() called on vector with no elements");
        }
        return list.getFirst();
    }

    private static QuerySample sample(String function, List<@Nullable Object> arguments, int index) {
        Arguments.count(function, arguments, index + 1, index + 1);
        if (arguments.get(index) instanceof QuerySample sample) {
            return sample;
        }
        throw new TemplateError("wrong type for value of " + function + "; expected a sample of a query; got "
                + Values.typeName(arguments.get(index)));
    }

    private static Object sortByLabel(List<@Nullable Object> arguments, TemplateScope scope) {
        Arguments.count("sortByLabel", arguments, 2, 2);
        String label = Arguments.string("sortByLabel", arguments, 0);
        List<QuerySample> sorted = new ArrayList<>();
        for (Object element : Arguments.list("sortByLabel", arguments, 1)) {
            List<@Nullable Object> one = new ArrayList<>();
            one.add(element);
            sorted.add(sample("sortByLabel", one, 0));
        }
        sorted.sort(Comparator.comparing(sample -> sample.labels().get(label)));
        return sorted;
    }
}
