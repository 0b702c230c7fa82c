package io.tocsin.schemas.config;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration that cannot be used. The message has one line a problem: {@code file:line:column: path: message}. */
public final class ConfigException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    public ConfigException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** Never empty. */
    public List<Problem> problems() {
        return problems;
    }
}
