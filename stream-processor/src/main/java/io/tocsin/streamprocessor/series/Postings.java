package io.tocsin.streamprocessor.series;

import io.tocsin.schemas.labels.Labels;
import io.tocsin.schemas.labels.Matcher;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** For each label the ids of the series that have it. */
final class Postings {

    private static final IntList NONE = new IntList(0);

    private final Map<String, Map<String, IntList>> byName = new HashMap<>();

    void add(Labels labels, int id) {
        labels.forEach((name, value) -> byName.computeIfAbsent(name, any -> new HashMap<>())
                .computeIfAbsent(value, any -> new IntList(1))
                .add(id));
    }

    /**
     * Narrows the ids down by those matchers that need a label to be there: by equality, or, where there is no such
     * matcher, by all values of one label. What is found must still be held against all matchers.
     *
     * @param ids the number of ids given so far
     */
    IntList candidates(List<Matcher> matchers, int ids) {
        List<IntList> equal = matchers.stream()
                .filter(matcher -> matcher.type() == Matcher.Type.EQUAL && !matcher.matches(""))
                .map(this::having)
                .sorted(Comparator.comparingInt(IntList::size))
                .toList();
        if (!equal.isEmpty()) {
            return equal.stream().reduce(IntList::intersect).orElse(NONE);
        }
        return matchers.stream()
                .filter(matcher -> !matcher.matches(""))
                .findFirst()
                .map(matcher -> anyOf(matcher, ids))
                .orElseGet(() -> all(ids));
    }

    private IntList having(Matcher matcher) {
        return byName.getOrDefault(matcher.name(), Map.of()).getOrDefault(matcher.value(), NONE);
    }

    private IntList anyOf(Matcher matcher, int ids) {
        BitSet found = new BitSet(ids);
        byName.getOrDefault(matcher.name(), Map.of()).forEach((value, list) -> {
            if (matcher.matches(value)) {
                for (int i = 0; i < list.size(); i++) {
                    found.set(list.get(i));
                }
            }
        });
        IntList union = new IntList(found.cardinality());
        found.stream().forEach(union::add);
        return union;
    }

    private static IntList all(int ids) {
        IntList all = new IntList(ids);
        for (int id = 0; id < ids; id++) {
            all.add(id);
        }
        return all;
    }
}
