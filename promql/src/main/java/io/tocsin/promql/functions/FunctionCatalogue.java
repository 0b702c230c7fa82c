package io.tocsin.promql.functions;

import static io.tocsin.promql.ast.ValueType.INSTANT_VECTOR;
import static io.tocsin.promql.ast.ValueType.RANGE_VECTOR;
import static io.tocsin.promql.ast.ValueType.SCALAR;
import static io.tocsin.promql.ast.ValueType.STRING;

import io.tocsin.promql.ast.ValueType;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Every function of Prometheus 3 with its signature: what the parser accepts, whether or not it can be evaluated. */
public final class FunctionCatalogue {

    private static final SortedMap<String, FunctionSignature> FUNCTIONS = new TreeMap<>();

    static {
        for (String name : words("""
            abs acos acosh asin asinh atan atanh ceil cos cosh deg exp floor histogram_avg histogram_count
            histogram_stddev histogram_stdvar histogram_sum ln log10 log2 rad sgn sin sinh sort sort_desc sqrt tan tanh
            timestamp absent
            """)) {
            function(name, INSTANT_VECTOR, INSTANT_VECTOR);
        }
        for (String name : words("""
            absent_over_time avg_over_time changes count_over_time delta deriv first_over_time idelta increase irate
            last_over_time max_over_time min_over_time present_over_time rate resets stddev_over_time stdvar_over_time
            sum_over_time
            """)) {
            function(name, INSTANT_VECTOR, RANGE_VECTOR);
        }
        for (String name : words("day_of_month day_of_week day_of_year days_in_month hour minute month year")) {
            add(name, INSTANT_VECTOR, 0, 1, false, INSTANT_VECTOR);
        }
        function("clamp", INSTANT_VECTOR, INSTANT_VECTOR, SCALAR, SCALAR);
        function("clamp_max", INSTANT_VECTOR, INSTANT_VECTOR, SCALAR);
        function("clamp_min", INSTANT_VECTOR, INSTANT_VECTOR, SCALAR);
        function("histogram_fraction", INSTANT_VECTOR, SCALAR, SCALAR, INSTANT_VECTOR);
        function("histogram_quantile", INSTANT_VECTOR, SCALAR, INSTANT_VECTOR);
        function("label_replace", INSTANT_VECTOR, INSTANT_VECTOR, STRING, STRING, STRING, STRING);
        add(
                "label_join",
                INSTANT_VECTOR,
                3,
                FunctionSignature.UNLIMITED,
                false,
                INSTANT_VECTOR,
                STRING,
                STRING,
                STRING);
        function("pi", SCALAR);
        function("predict_linear", INSTANT_VECTOR, RANGE_VECTOR, SCALAR);
        function("quantile_over_time", INSTANT_VECTOR, SCALAR, RANGE_VECTOR);
        add("round", INSTANT_VECTOR, 1, 2, false, INSTANT_VECTOR, SCALAR);
        function("scalar", SCALAR, INSTANT_VECTOR);
        function("time", SCALAR);
        function("vector", INSTANT_VECTOR, SCALAR);
        experimental();
    }

    private FunctionCatalogue() {}

    private static void experimental() {
        for (String name : words("""
            mad_over_time ts_of_first_over_time ts_of_last_over_time ts_of_max_over_time ts_of_min_over_time
            """)) {
            add(name, INSTANT_VECTOR, 1, 1, true, RANGE_VECTOR);
        }
        for (String name : words("start end step range")) {
            add(name, SCALAR, 0, 0, true);
        }
        add("double_exponential_smoothing", INSTANT_VECTOR, 3, 3, true, RANGE_VECTOR, SCALAR, SCALAR);
        add("histogram_quantiles", INSTANT_VECTOR, 3, 12, true, INSTANT_VECTOR, STRING, SCALAR, SCALAR);
        add("info", INSTANT_VECTOR, 1, 2, true, INSTANT_VECTOR, INSTANT_VECTOR);
        add("max_of", SCALAR, 2, 2, true, SCALAR, SCALAR);
        add("min_of", SCALAR, 2, 2, true, SCALAR, SCALAR);
        add("sort_by_label", INSTANT_VECTOR, 1, FunctionSignature.UNLIMITED, true, INSTANT_VECTOR, STRING);
        add("sort_by_label_desc", INSTANT_VECTOR, 1, FunctionSignature.UNLIMITED, true, INSTANT_VECTOR, STRING);
        add("start_timestamp", INSTANT_VECTOR, 1, 1, true, INSTANT_VECTOR);
    }

    /** Names are case-sensitive. */
    public static Optional<FunctionSignature> find(String name) {
        return Optional.ofNullable(FUNCTIONS.get(name));
    }

    /** All, by name. */
    public static Collection<FunctionSignature> all() {
        return Collections.unmodifiableCollection(FUNCTIONS.values());
    }

    private static String[] words(String text) {
        return text.strip().split("\\s+");
    }

    private static void function(String name, ValueType result, ValueType... parameters) {
        add(name, result, parameters.length, parameters.length, false, parameters);
    }

    private static void add(
            String name, ValueType result, int required, int maximum, boolean experimental, ValueType... parameters) {
        FUNCTIONS.put(name, new FunctionSignature(name, List.of(parameters), required, maximum, result, experimental));
    }
}
