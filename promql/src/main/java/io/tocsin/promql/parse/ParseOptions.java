package io.tocsin.promql.parse;

/**
 * @param experimental whether the experimental parts of the language are accepted: functions, aggregations, duration
 *     expressions, range modifiers, fill modifiers
 */
public record ParseOptions(boolean experimental) {

    public static final ParseOptions STABLE = new ParseOptions(false);
    public static final ParseOptions EXPERIMENTAL = new ParseOptions(true);
}
