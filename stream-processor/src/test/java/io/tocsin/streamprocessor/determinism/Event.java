package io.tocsin.streamprocessor.determinism;

import io.tocsin.streamprocessor.time.SourceTopic;
import org.jspecify.annotations.Nullable;

/**
 * Something a producer publishes, before it is known how many partitions there are.
 *
 * @param arrival when it reaches the log, in milliseconds; decides its position
 * @param key null goes to every partition
 */
public record Event(
        long arrival, SourceTopic topic, @Nullable String key, byte[] value) {}
