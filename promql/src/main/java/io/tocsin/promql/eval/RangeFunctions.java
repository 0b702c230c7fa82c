package io.tocsin.promql.eval;

import io.tocsin.promql.PromqlException;
import io.tocsin.promql.ast.RangeModifier;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The functions of a range vector that work series by series, by name. */
final class RangeFunctions {

    /**
     * @param keepsName whether the metric name survives
     * @param extended the form for {@code anchored} and {@code smoothed}, where there is one
     */
    record Entry(
            RangeFunction function,
            boolean keepsName,
            @Nullable Extended extended) {}

    /** What a function does with an extended window. */
    record Extended(RangeFunction anchored, @Nullable RangeFunction smoothed) {}

    private static final Map<String, Entry> BY_NAME = new TreeMap<>();

    static {
        extended("rate", Rates::rate, new Extended(ExtendedRates::rate, ExtendedRates::smoothRate));
        extended("increase", Rates::increase, new Extended(ExtendedRates::increase, ExtendedRates::smoothIncrease));
        extended("delta", Rates::delta, new Extended(ExtendedRates::delta, ExtendedRates::smoothDelta));
        extended("resets", Rates::resets, new Extended(ExtendedRates::resets, null));
        extended("changes", Rates::changes, new Extended(ExtendedRates::changes, null));
        plain("irate", Rates::irate);
        plain("idelta", Rates::idelta);
        plain("deriv", Trends::deriv);
        plain("predict_linear", Trends::predictLinear);
        plain("double_exponential_smoothing", Trends::doubleExponentialSmoothing);
        plain("sum_over_time", OverTime::sum);
        plain("avg_over_time", OverTime::avg);
        plain("min_over_time", OverTime::min);
        plain("max_over_time", OverTime::max);
        plain("count_over_time", OverTime::count);
        plain("stddev_over_time", OverTime::stddev);
        plain("stdvar_over_time", OverTime::stdvar);
        plain("present_over_time", OverTime::present);
        plain("mad_over_time", OverTime::medianAbsoluteDeviation);
        plain("ts_of_min_over_time", OverTime::timeOfMin);
        plain("ts_of_max_over_time", OverTime::timeOfMax);
        plain("ts_of_first_over_time", OverTime::timeOfFirst);
        plain("ts_of_last_over_time", OverTime::timeOfLast);
        BY_NAME.put("first_over_time", new Entry(OverTime::first, true, null));
        BY_NAME.put("last_over_time", new Entry(OverTime::last, true, null));
        BY_NAME.put("quantile_over_time", new Entry(OverTime::quantile, false, null));
    }

    private RangeFunctions() {}

    private static void plain(String name, RangeFunction function) {
        BY_NAME.put(name, new Entry(function, false, null));
    }

    private static void extended(String name, RangeFunction function, Extended extended) {
        BY_NAME.put(name, new Entry(function, false, extended));
    }

    static boolean contains(String name) {
        return BY_NAME.containsKey(name);
    }

    /** @throws PromqlException if the function has no form for the modifier */
    static Entry get(String name, RangeModifier modifier) {
        Entry entry = BY_NAME.get(name);
        if (entry == null) {
            throw new PromqlException("unknown function of a range vector: " + name);
        }
        return switch (modifier) {
            case NONE -> entry;
            case ANCHORED ->
                with(entry, entry.extended() == null ? null : entry.extended().anchored(), name, modifier);
            case SMOOTHED ->
                with(entry, entry.extended() == null ? null : entry.extended().smoothed(), name, modifier);
        };
    }

    private static Entry with(Entry entry, @Nullable RangeFunction form, String name, RangeModifier modifier) {
        if (form == null) {
            throw new PromqlException(
                    modifier == RangeModifier.ANCHORED
                            ? "anchored modifier can only be used with: changes, delta, increase, rate, resets - not"
                                    + " with "
                                    + name
                            : "smoothed modifier can only be used with: delta, increase, rate - not with " + name);
        }
        return new Entry(form, entry.keepsName(), null);
    }
}
