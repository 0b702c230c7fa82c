package io.tocsin.promql.functions;

import io.tocsin.promql.ast.ValueType;
import java.util.List;

/**
 * How a function is called.
 *
 * @param parameters the types of its parameters; where more arguments may follow, they are of the last one's type
 * @param required how many arguments there must be at least
 * @param maximum how many there may be; {@link #UNLIMITED} for any number
 * @param experimental whether Prometheus has it behind a feature flag
 */
public record FunctionSignature(
        String name, List<ValueType> parameters, int required, int maximum, ValueType result, boolean experimental) {

    public static final int UNLIMITED = Integer.MAX_VALUE;

    public FunctionSignature {
        parameters = List.copyOf(parameters);
    }

    /** The type of the argument at {@code index}. */
    public ValueType parameter(int index) {
        return parameters.get(Math.min(index, parameters.size() - 1));
    }

    /** Whether the engine of this module can evaluate it. */
    public Support support() {
        return switch (name) {
            case "histogram_avg", "histogram_count", "histogram_stddev", "histogram_stdvar", "histogram_sum" ->
                Support.NATIVE_HISTOGRAMS_ONLY;
            case "info", "start_timestamp" -> Support.NONE;
            default -> Support.FULL;
        };
    }

    /** As documentation writes it: {@code round(instant vector, [scalar])}. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder(name).append('(');
        for (int i = 0; i < parameters.size(); i++) {
            out.append(i == 0 ? "" : ", ");
            out.append(i < required ? parameters.get(i).toString() : "[" + parameters.get(i) + "]");
        }
        return out.append(maximum > parameters.size() ? ", ...)" : ")").toString();
    }
}
