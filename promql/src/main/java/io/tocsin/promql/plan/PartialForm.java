package io.tocsin.promql.plan;

/** The form in which a leaf's results cross the network, and how the root merges them, in partition order. */
public enum PartialForm {
    /** Series as they are; the partitions' sets are disjoint, and a label set met twice is the error it is in PromQL. */
    SERIES(1),
    /** A sum and its Neumaier compensation. */
    SUM(2),
    /** A sum, its compensation, a count, and whether the sum had to be scaled down. */
    AVG(4),
    /** A count; merged by adding. */
    COUNT(1),
    MIN(1),
    MAX(1),
    /** The constant 1 of {@code group}. */
    GROUP(1);

    private final int components;

    PartialForm(int components) {
        this.components = components;
    }

    public int components() {
        return components;
    }
}
