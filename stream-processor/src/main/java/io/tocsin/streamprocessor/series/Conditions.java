package io.tocsin.streamprocessor.series;

import io.tocsin.schemas.labels.Labels;
import io.tocsin.schemas.labels.Matcher;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Matchers held against many series: each regular expression sees each value once. */
final class Conditions {

    private final List<Matcher> matchers;
    private final List<Map<String, Boolean>> seen = new ArrayList<>();

    Conditions(List<Matcher> matchers) {
        this.matchers = matchers;
        matchers.forEach(matcher -> seen.add(new HashMap<>()));
    }

    boolean hold(Labels labels) {
        for (int i = 0; i < matchers.size(); i++) {
            Matcher matcher = matchers.get(i);
            String value = labels.get(matcher.name());
            boolean matches = switch (matcher.type()) {
                case EQUAL, NOT_EQUAL -> matcher.matches(value);
                case REGEX, NOT_REGEX -> seen.get(i).computeIfAbsent(value, matcher::matches);
            };
            if (!matches) {
                return false;
            }
        }
        return true;
    }
}
