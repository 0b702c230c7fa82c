package io.tocsin.promql.ast;

import com.google.re2j.Pattern;
import io.tocsin.promql.text.GoString;
import io.tocsin.schemas.labels.Labels;
import io.tocsin.schemas.labels.Matcher;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;

/** Selectors as PromQL writes them: names in quotes only where they have to be. */
final class SelectorText {

    private static final Pattern METRIC = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
    private static final Pattern LABEL = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

    /** Words that cannot stand for a metric. */
    private static final Set<String> RESERVED =
            Set.of("bool", "on", "ignoring", "group_left", "group_right", "atan2", "inf", "nan");

    private SelectorText() {}

    static String labelName(String name) {
        return LABEL.matches(name) ? name : GoString.quote(name);
    }

    static String of(Selector selector) {
        List<Matcher> matchers = selector.matchers();
        long names = matchers.stream()
                .filter(m -> m.name().equals(Labels.METRIC_NAME))
                .count();
        boolean named = names == 1 && isName(matchers.getFirst());
        String name = named ? matchers.getFirst().value() : "";
        boolean plain = METRIC.matches(name) && !RESERVED.contains(name.toLowerCase(Locale.ROOT));
        StringJoiner braces = new StringJoiner(", ", "{", "}");
        if (named && !plain) {
            braces.add(GoString.quote(name));
        }
        for (Matcher matcher : named ? matchers.subList(1, matchers.size()) : matchers) {
            braces.add(labelName(matcher.name()) + matcher.type().symbol() + GoString.quote(matcher.value()));
        }
        return plain && matchers.size() == 1 ? name : (plain ? name : "") + braces;
    }

    /** Whether it may be written as a name alone. No series has the empty one, and no name says so. */
    private static boolean isName(Matcher matcher) {
        return matcher.name().equals(Labels.METRIC_NAME)
                && matcher.type() == Matcher.Type.EQUAL
                && !matcher.value().isEmpty();
    }
}
