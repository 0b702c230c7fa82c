package io.tocsin.schemas.config;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects mistakes, so that all of them are told at once. The same one twice is one. Not thread-safe. */
public final class Problems {

    private final Set<Problem> found = new LinkedHashSet<>();

    public void add(Position at, String path, String message) {
        found.add(new Problem(at, path, message));
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** By file, line and column. */
    public List<Problem> list() {
        return found.stream().sorted(Comparator.comparing(Problem::at)).toList();
    }

    /** @throws ConfigException whose message has one line a problem */
    public void throwIfAny() {
        if (!isEmpty()) {
            throw new ConfigException(list());
        }
    }
}
