package io.tocsin.collector.remotewrite;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerResponse;

/**
 * The headers by which a receiver of remote write 2.0 says what it has written. They go with every answer that settles a
 * request, a refusal too, and not with one that asks to come again: some of that request may be written, or will be.
 */
final class Written {

    private static final HeaderName SAMPLES = HeaderNames.create("X-Prometheus-Remote-Write-Samples-Written");
    private static final HeaderName HISTOGRAMS = HeaderNames.create("X-Prometheus-Remote-Write-Histograms-Written");
    private static final HeaderName EXEMPLARS = HeaderNames.create("X-Prometheus-Remote-Write-Exemplars-Written");

    private Written() {}

    /** Neither histograms nor exemplars are ever written. */
    static void say(ServerResponse response, WriteMessage message, int samples) {
        if (message == WriteMessage.V2) {
            response.header(SAMPLES, Integer.toString(samples));
            response.header(HISTOGRAMS, "0");
            response.header(EXEMPLARS, "0");
        }
    }
}
