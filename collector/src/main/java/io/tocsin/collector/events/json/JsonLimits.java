package io.tocsin.collector.events.json;

/**
 * What events may look like.
 *
 * @param events in a request
 * @param textLength of a text, in Unicode code points
 * @param entries of a list or a map
 */
public record JsonLimits(int events, int textLength, int entries) {

    public static final JsonLimits DEFAULT = new JsonLimits(10_000, 4096, 1000);
}
