package io.tocsin.collector.intake;

import java.util.Locale;

/** Why a sample was refused; also the {@code reason} label of {@code tocsin_collector_samples_rejected_total}. */
public enum Reason {
    MISSING_METRIC_NAME(Blame.SENDER, "the series has no metric name (label __name__)"),
    EMPTY_LABEL_NAME(Blame.SENDER, "a label has an empty name"),
    DUPLICATE_LABEL(Blame.SENDER, "a label is given twice"),
    INVALID_UTF8(Blame.SENDER, "a label, help text or unit is not valid UTF-8"),
    TOO_MANY_LABELS(Blame.SENDER, "the series has too many labels"),
    LABEL_NAME_TOO_LONG(Blame.SENDER, "a label name is too long"),
    LABEL_VALUE_TOO_LONG(Blame.SENDER, "a label value is too long"),
    SERIES_TOO_LARGE(Blame.SENDER, "the labels of the series take too many bytes"),
    TIMESTAMP_TOO_OLD(Blame.SENDER, "the sample is older than this collector takes"),
    TIMESTAMP_TOO_NEW(Blame.SENDER, "the sample is further in the future than this collector takes"),
    DUPLICATE_SAMPLE(Blame.SENDER, "the batch already has a sample of this series at this time"),
    NATIVE_HISTOGRAM(Blame.SENDER, "native histograms are not supported; send classic buckets"),
    EXPONENTIAL_HISTOGRAM(Blame.SENDER, "exponential histograms are not supported; send explicit buckets"),
    UNSPECIFIED_TEMPORALITY(Blame.SENDER, "the metric does not say whether it is cumulative or delta"),
    MALFORMED_DATA_POINT(Blame.SENDER, "the data point contradicts itself or its metric"),
    DELTA_OUT_OF_ORDER(Blame.SENDER, "the delta covers time that has been counted already"),
    TOO_MANY_DELTA_SERIES(Blame.SENDER, "too many series of deltas are being added up; send cumulative values"),
    TOO_MANY_SERIES_OF_SOURCE(Blame.SENDER, "its source (job and instance) has as many series as this collector takes"),
    TOO_MANY_SERIES(Blame.SENDER, "all sources together have as many series as this collector takes"),
    RATE_LIMITED(Blame.PACE, "the source (job and instance) sends faster than this collector takes"),
    BUFFER_FULL(Blame.LOG, "too many samples are waiting for Kafka"),
    NOT_ENCODABLE(Blame.LOG, "the samples cannot be written in the log's format just now"),
    KAFKA_UNAVAILABLE(Blame.LOG, "Kafka did not acknowledge the samples");

    /**
     * Whose fault it is: the sender's (sending it again is of no use), the sender's pace (sending it again later is), or
     * that of the log behind us (it is, too).
     */
    public enum Blame {
        SENDER,
        PACE,
        LOG
    }

    private final Blame blame;
    private final String text;

    Reason(Blame blame, String text) {
        this.blame = blame;
        this.text = text;
    }

    public Blame blame() {
        return blame;
    }

    /** A sentence for people, without the name of the series. */
    public String text() {
        return text;
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
