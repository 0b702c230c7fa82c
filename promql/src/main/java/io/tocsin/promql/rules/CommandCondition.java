package io.tocsin.promql.rules;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an alert's value is held against before a command is asked for, as {@code > 0.25}.
 *
 * @param bound a number, perhaps infinite
 */
public record CommandCondition(Comparison comparison, double bound) {

    private static final Pattern FORM =
            Pattern.compile("(>=|<=|==|!=|>|<)\\s*([-+]?(?:(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[eE][-+]?\\d+)?|Inf))");

    /** How a value and the bound compare. */
    public enum Comparison {
        GREATER(">"),
        GREATER_OR_EQUAL(">="),
        LESS("<"),
        LESS_OR_EQUAL("<="),
        EQUAL("=="),
        NOT_EQUAL("!=");

        private final String symbol;

        Comparison(String symbol) {
            this.symbol = symbol;
        }

        private static Comparison of(String symbol) {
            return Arrays.stream(values())
                    .filter(each -> each.symbol.equals(symbol))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** @throws IllegalArgumentException with a message for the user */
    static CommandCondition parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no comparison with a number; write for example \"> 0.25\" or \"<= 3\"");
        }
        double bound = Double.parseDouble(form.group(2).replace("Inf", "Infinity"));
        return new CommandCondition(Comparison.of(form.group(1)), bound);
    }

    /** Whether a value satisfies it; what is not a number satisfies nothing. */
    public boolean holds(double value) {
        if (Double.isNaN(value)) {
            return false;
        }
        return switch (comparison) {
            case GREATER -> value > bound;
            case GREATER_OR_EQUAL -> value >= bound;
            case LESS -> value < bound;
            case LESS_OR_EQUAL -> value <= bound;
            case EQUAL -> value == bound;
            case NOT_EQUAL -> value != bound;
        };
    }

    @Override
    public String toString() {
        return comparison.symbol + " " + bound;
    }
}
