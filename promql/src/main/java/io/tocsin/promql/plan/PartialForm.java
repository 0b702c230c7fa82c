package io.tocsin.promql.plan;

import io.tocsin.promql.ast.AggregateOp;
import io.tocsin.promql.eval.Mergeable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The form in which a leaf's results cross the network, and how the root merges them, in partition order. */
public enum PartialForm {
    /** Series as they are; the partitions' sets are disjoint, and a label set met twice is the error it is in PromQL. */
    SERIES(null),
    /** A sum and its Neumaier compensation. */
    SUM(Mergeable.SUM),
    /** A sum, its compensation, a count, and whether the sum had to be scaled down. */
    AVG(Mergeable.AVG),
    /** A count; merged by adding. */
    COUNT(Mergeable.COUNT),
    MIN(Mergeable.MIN),
    MAX(Mergeable.MAX),
    /** The constant 1 of {@code group}. */
    GROUP(Mergeable.GROUP);

    private final @Nullable Mergeable mergeable;

    PartialForm(@Nullable Mergeable mergeable) {
        this.mergeable = mergeable;
    }

    /** The form of an aggregation that can be merged. */
    static Optional<PartialForm> of(AggregateOp op) {
        return switch (op) {
            case SUM -> Optional.of(SUM);
            case AVG -> Optional.of(AVG);
            case COUNT -> Optional.of(COUNT);
            case MIN -> Optional.of(MIN);
            case MAX -> Optional.of(MAX);
            case GROUP -> Optional.of(GROUP);
            case STDDEV, STDVAR, TOPK, BOTTOMK, COUNT_VALUES, QUANTILE, LIMITK, LIMIT_RATIO -> Optional.empty();
        };
    }

    public int components() {
        return mergeable == null ? 1 : mergeable.components();
    }

    /** How partial aggregates are merged; empty for series. */
    Optional<Mergeable> mergeable() {
        return Optional.ofNullable(mergeable);
    }
}
