package io.tocsin.collector;

import java.time.Duration;

/**
 * Whether and how this machine is watched.
 *
 * @param interval between readings, which lie on its multiples
 * @param instance the label {@code instance} of the host's series
 */
public record HostMetricsConfig(boolean enabled, Duration interval, String instance) {}
