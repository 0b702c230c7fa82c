package io.tocsin.standalone.demo;

import io.tocsin.schemas.labels.Labels;
import java.util.Map;

/**
 * Something that happens at the bridge.
 *
 * @param atMillis when, in milliseconds since 1970
 * @param key of its record
 * @param record an event of the bridge, or {@link Readings}
 */
record WorldEvent(long atMillis, String key, Object record) {

    /** What the bridge's exporters and those who probe it measure at one time, of one source. */
    record Readings(Map<Labels, Double> values) {
        Readings {
            values = Map.copyOf(values);
        }
    }
}
