package io.tocsin.promql.eval;

/** What an evaluation may still spend. */
final class Budget {

    private final EvalOptions options;
    private long samples;

    Budget(EvalOptions options) {
        this.options = options;
    }

    /** Called once a series. */
    void spend(long touched) {
        samples += touched;
        if (samples > options.limits().samples()) {
            throw new LimitExceededException(
                    "query touches more than " + options.limits().samples()
                            + " samples; narrow its selectors, shorten its ranges, or raise the limit");
        }
        if (options.interrupted().getAsBoolean()) {
            throw new LimitExceededException("query was interrupted: it took too long, or its caller has gone");
        }
    }

    void checkSeries(int series) {
        if (series > options.limits().series()) {
            throw new LimitExceededException(
                    "expression yields more than " + options.limits().series()
                            + " series; narrow its selectors, aggregate earlier, or raise the limit");
        }
    }
}
