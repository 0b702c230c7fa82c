package io.tocsin.collector.events;

import io.tocsin.collector.events.json.JsonLimits;
import io.tocsin.collector.intake.SampleLimits;

/**
 * What events may cost.
 *
 * @param body what a request may cost
 * @param json what events may look like
 * @param eventBytes of one event as its record stands in the log
 * @param eventsPerSecond of one sender's address; 0: as many as come
 * @param times how far from now an event may be: as a sample, because the stream-processor holds both against the same
 *     bounds, and an event beyond them would only reach the dead letters
 */
public record EventLimits(BodyLimits body, JsonLimits json, int eventBytes, int eventsPerSecond, SampleLimits times) {

    public static final int EVENT_BYTES = 256 * 1024;

    /** What Kafka takes as one record without being told otherwise is 1 MiB, with everything around it. */
    public static final int MOST_EVENT_BYTES = 900_000;

    public static final int EVENTS_PER_SECOND = 50_000;
}
