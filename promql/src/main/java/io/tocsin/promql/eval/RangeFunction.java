package io.tocsin.promql.eval;

/** A function of the samples in a window. Stateless: the same window always gives the same value. */
@FunctionalInterface
interface RangeFunction {

    /** @return {@link Points#ABSENT} for no result */
    double apply(Window window);
}
