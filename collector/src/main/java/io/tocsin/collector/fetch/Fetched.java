package io.tocsin.collector.fetch;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of a fetch, also of one that failed: of that, everything up to the failure.
 *
 * @param phases how long each took, over all redirects
 * @param redirects that were followed
 * @param secure whether the last exchange went over TLS
 * @param certificateExpiry the earliest of the last chain shown, trusted or not
 * @param response of the last exchange
 */
public record Fetched(
        Map<Phase, Duration> phases,
        int redirects,
        boolean secure,
        Optional<Instant> certificateExpiry,
        Response response,
        Optional<FetchFailure> failure) {}
