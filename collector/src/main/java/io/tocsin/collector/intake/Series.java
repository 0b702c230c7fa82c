package io.tocsin.collector.intake;

import io.tocsin.schemas.labels.Labels;
import org.jspecify.annotations.Nullable;

/**
 * A label set that has been looked at once: its record key, or why it is refused. A transport keeps it and hands the
 * same instance in again with every sample of the series, so that a repeated series costs neither a string nor a check.
 */
public final class Series {

    private final Labels labels;
    private final String key;
    private final @Nullable Reason refusal;
    private final String detail;
    private final Metadata metadata;
    private final int hash;

    /** The last window in which it was counted among its source's series; see {@link Sources}. */
    private volatile long countedIn = Long.MIN_VALUE;

    private Series(Labels labels, String key, @Nullable Reason refusal, String detail, Metadata metadata) {
        this.labels = labels;
        this.key = key;
        this.refusal = refusal;
        this.detail = detail;
        this.metadata = metadata;
        this.hash = metadata.isNone() ? labels.hashCode() : 31 * labels.hashCode() + metadata.hashCode();
    }

    static Series accepted(Labels labels, String key, Metadata metadata) {
        return new Series(labels, key, null, "", metadata);
    }

    /** @param detail the series as a person would name it; bounded in length by the caller */
    static Series refused(Reason reason, String detail) {
        return new Series(Labels.EMPTY, "", reason, detail, Metadata.NONE);
    }

    Labels labels() {
        return labels;
    }

    /** The key of the records that carry this series. */
    String key() {
        return key;
    }

    Metadata metadata() {
        return metadata;
    }

    /** Of labels and metadata. */
    int hash() {
        return hash;
    }

    long countedIn() {
        return countedIn;
    }

    void countedIn(long window) {
        countedIn = window;
    }

    /** @return null for a series that is taken */
    public @Nullable Reason refusal() {
        return refusal;
    }

    /** The series as a person would name it. */
    String name() {
        return refusal == null ? labels.toString() : detail;
    }
}
