package io.tocsin.promql.ast;

import io.tocsin.schemas.labels.Labels;
import java.util.List;

/** {@code by (labels)} or {@code without (labels)}; no clause at all is {@code by ()}. */
public record Grouping(boolean without, List<String> labels) {

    public static final Grouping NONE = new Grouping(false, List.of());

    public Grouping {
        labels = List.copyOf(labels);
    }

    /** The labels of the group a series belongs to. {@code without} also drops the metric name. */
    public Labels groupOf(Labels series) {
        return without ? series.drop(labels).withoutMetricName() : series.keep(labels);
    }
}
