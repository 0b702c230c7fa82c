package io.tocsin.standalone.quality;

import java.util.Map;

/**
 * The only classes that may read the time of day, each with its reason. Everything else is handed an instant, so that a
 * replay sees the time of its data.
 */
final class Edge {
    static final Map<String, String> CLOCKS = Map.of(
            "io.tocsin.client.EventDefaults", "stamps a producer's event that it gave no time of its own",
            "io.tocsin.collector.CollectorMain", "hands the clock to the collector, which stamps what it reads itself",
            "io.tocsin.notifier.NotifierService", "times attempts at sending, which no decision depends on",
            "io.tocsin.standalone.Tocsin", "tells the demonstration when its story is to end",
            "io.tocsin.standalone.bench.WallClock", "stamps the load of a measurement",
            "io.tocsin.streamprocessor.StreamProcessorMain",
                    "hands the clock to the stream-processor, which ticks by it",
            "io.tocsin.standalone.up.Instance", "hands the clock to every service it starts",
            "io.tocsin.schemas.wire.RegistryClient", "asks the registry again for an unknown id, but not at once");

    private Edge() {}
}
