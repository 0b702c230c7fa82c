package io.tocsin.streamprocessor.replay;

import io.tocsin.schemas.avro.RuleGroupVersion;
import java.util.List;
import java.util.Optional;

/**
 * What is to be evaluated again.
 *
 * @param fromMillis the first instant
 * @param toMillis the last instant
 * @param rules evaluated throughout, in place of the log's; empty: the log's own, each version from its position on
 */
public record ReplayRequest(long fromMillis, long toMillis, Optional<List<RuleGroupVersion>> rules) {

    /** @throws IllegalArgumentException if the span ends before it begins */
    public ReplayRequest {
        if (toMillis < fromMillis) {
            throw new IllegalArgumentException("a span from " + fromMillis + " to " + toMillis);
        }
    }

    boolean covers(long instant) {
        return instant >= fromMillis && instant <= toMillis;
    }
}
