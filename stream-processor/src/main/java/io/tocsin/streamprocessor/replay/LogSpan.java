package io.tocsin.streamprocessor.replay;

import io.tocsin.streamprocessor.time.SourceTopic;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The part of the source topics that a replay reads.
 *
 * @param starts of each topic but {@code rules}, one a partition
 */
record LogSpan(Map<SourceTopic, List<Start>> starts) {

    /**
     * Where a partition is read from.
     *
     * @param offset the first one read
     * @param beginning the first one that the log still has
     */
    record Start(long offset, long beginning) {

        /** Whether records before it are left out. */
        boolean inTheMiddle() {
            return offset > 0;
        }

        /** Whether what lay before it has been deleted, so that it may begin later than it should. */
        boolean isTruncated() {
            return beginning > 0 && offset == beginning;
        }
    }

    List<Start> of(SourceTopic topic) {
        return Objects.requireNonNull(starts.get(topic));
    }
}
