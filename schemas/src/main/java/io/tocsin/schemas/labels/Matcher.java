package io.tocsin.schemas.labels;

import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A condition on one label, as PromQL and Alertmanager write it. A label that is absent has the empty value. Regular
 * expressions are RE2 (linear time) and anchored at both ends.
 */
public final class Matcher {

    /** The four operators. */
    public enum Type {
        EQUAL("="),
        NOT_EQUAL("!="),
        REGEX("=~"),
        NOT_REGEX("!~");

        private final String symbol;

        Type(String symbol) {
            this.symbol = symbol;
        }

        public String symbol() {
            return symbol;
        }

        /** @throws IllegalArgumentException if no operator is written so */
        public static Type of(String symbol) {
            for (Type type : values()) {
                if (type.symbol.equals(symbol)) {
                    return type;
                }
            }
            throw new IllegalArgumentException("no operator of a matcher: " + symbol);
        }
    }

    private final String name;
    private final Type type;
    private final String value;
    private final @Nullable Predicate<String> pattern;

    private Matcher(String name, Type type, String value) {
        this.name = name;
        this.type = type;
        this.value = value;
        this.pattern = isRegex(type) ? Regex.compile(value) : null;
    }

    /** @throws com.google.re2j.PatternSyntaxException if a regular expression is malformed or too large */
    public static Matcher of(String name, Type type, String value) {
        return new Matcher(name, type, value);
    }

    public static Matcher equal(String name, String value) {
        return new Matcher(name, Type.EQUAL, value);
    }

    private static boolean isRegex(Type type) {
        return type == Type.REGEX || type == Type.NOT_REGEX;
    }

    public String name() {
        return name;
    }

    public Type type() {
        return type;
    }

    public String value() {
        return value;
    }

    public boolean matches(Labels labels) {
        return matches(labels.get(name));
    }

    public boolean matches(String labelValue) {
        return switch (type) {
            case EQUAL -> value.equals(labelValue);
            case NOT_EQUAL -> !value.equals(labelValue);
            case REGEX -> matchesPattern(labelValue);
            case NOT_REGEX -> !matchesPattern(labelValue);
        };
    }

    private boolean matchesPattern(String labelValue) {
        return Objects.requireNonNull(pattern).test(labelValue);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Matcher that && name.equals(that.name) && type == that.type && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, type, value);
    }

    @Override
    public String toString() {
        String quoted = value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
        return name + type.symbol() + '"' + quoted + '"';
    }
}
