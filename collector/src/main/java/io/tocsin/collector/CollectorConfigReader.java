package io.tocsin.collector;

import io.tocsin.collector.events.BodyLimits;
import io.tocsin.collector.events.EventLimits;
import io.tocsin.collector.events.json.JsonLimits;
import io.tocsin.collector.host.HostName;
import io.tocsin.collector.intake.IntakeLimits;
import io.tocsin.collector.intake.SampleLimits;
import io.tocsin.collector.intake.SeriesLimits;
import io.tocsin.collector.intake.SourceLimits;
import io.tocsin.collector.otlp.OtlpLimits;
import io.tocsin.collector.otlp.OtlpSettings;
import io.tocsin.collector.probe.ProbeSetup;
import io.tocsin.collector.publish.PublisherSettings;
import io.tocsin.collector.remotewrite.RequestLimits;
import io.tocsin.collector.reserves.VerifierSetup;
import io.tocsin.collector.scrape.ScrapeSetup;
import io.tocsin.schemas.config.Durations;
import io.tocsin.schemas.config.Problems;
import io.tocsin.schemas.config.YamlNode;
import io.tocsin.schemas.frame.FrameLimits;
import java.time.Duration;

/** Reads {@link CollectorConfig}; every mistake is recorded, none stops the reading. */
final class CollectorConfigReader {

    private static final int MIB = 1024 * 1024;
    private static final int MAX_PORT = 65_535;
    private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(100);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);
    private static final FrameLimits MOST = FrameLimits.DEFAULT;
    private static final int REMEMBERED_SERIES = 200_000;
    private static final int MOST_SERIES = 100_000_000;

    private final YamlNode section;
    private final Problems problems;

    CollectorConfigReader(YamlNode section, Problems problems) {
        this.section = section;
        this.problems = problems;
    }

    CollectorConfig read() {
        section.allowOnly(
                "listen_address",
                "port",
                "host_metrics",
                "self_metrics",
                "scrape",
                "probes",
                "reserve_verifiers",
                "limits",
                "buffer",
                "otlp");
        int port = between(section, "port", CollectorConfig.DEFAULT_PORT, 0, MAX_PORT);
        YamlNode limits = limits();
        YamlNode buffer = buffer();
        Duration patience = duration(buffer, "publish_timeout", Duration.ofSeconds(10), Duration.ofMillis(100));
        RequestLimits requests = requests(limits, buffer, patience);
        IntakeLimits intake = intake(limits, buffer);
        return new CollectorConfig(
                section.string("listen_address", CollectorConfig.DEFAULT_LISTEN_ADDRESS),
                port,
                host(port),
                self(),
                ScrapeSetup.read(section.get("scrape"), problems),
                ProbeSetup.read(section.get("probes"), problems),
                VerifierSetup.read(section.get("reserve_verifiers"), problems),
                requests,
                otlp(requests),
                OtlpSettings.read(section.get("otlp"), problems),
                events(limits, requests, intake.samples()),
                intake,
                publisher(buffer, patience));
    }

    private HostMetricsConfig host(int port) {
        YamlNode host = section.get("host_metrics");
        host.allowOnly("enabled", "interval", "instance");
        return new HostMetricsConfig(
                host.bool("enabled", true),
                duration(host, "interval", Duration.ofSeconds(5), SHORTEST_INTERVAL),
                host.optionalString("instance").orElseGet(() -> HostName.ofThisMachine() + ":" + port));
    }

    private Duration self() {
        YamlNode self = section.get("self_metrics");
        self.allowOnly("enabled", "interval");
        Duration interval = duration(self, "interval", Duration.ofSeconds(5), SHORTEST_INTERVAL);
        return self.bool("enabled", true) ? interval : Duration.ZERO;
    }

    private YamlNode limits() {
        YamlNode limits = section.get("limits");
        limits.allowOnly(
                "body_bytes",
                "uncompressed_bytes",
                "samples_per_request",
                "labels_per_series",
                "label_name_length",
                "label_value_length",
                "labels_length",
                "series_per_source",
                "series",
                "samples_per_second",
                "sample_age",
                "sample_ahead",
                "events_per_request",
                "events_per_second",
                "event_bytes",
                "event_text_length",
                "event_entries");
        return limits;
    }

    private YamlNode buffer() {
        YamlNode buffer = section.get("buffer");
        buffer.allowOnly(
                "in_flight_bytes", "request_bytes", "linger", "batch_bytes", "publish_timeout", "remembered_series");
        return buffer;
    }

    private RequestLimits requests(YamlNode limits, YamlNode buffer, Duration patience) {
        int uncompressed = between(limits, "uncompressed_bytes", 32 * MIB, 1024, 512 * MIB);
        return new RequestLimits(
                between(limits, "body_bytes", 8 * MIB, 1024, 512 * MIB),
                uncompressed,
                between(limits, "samples_per_request", 100_000, 1, 10_000_000),
                between(buffer, "request_bytes", Math.max(128 * MIB, uncompressed), uncompressed, Integer.MAX_VALUE),
                remembered(buffer),
                patience.plusSeconds(1));
    }

    private static OtlpLimits otlp(RequestLimits requests) {
        return new OtlpLimits(
                requests.bodyBytes(),
                requests.uncompressedBytes(),
                requests.samples(),
                requests.bytesAtATime(),
                requests.rememberedSeries(),
                requests.patience());
    }

    private int remembered(YamlNode buffer) {
        return between(buffer, "remembered_series", REMEMBERED_SERIES, 1000, 100_000_000);
    }

    private IntakeLimits intake(YamlNode limits, YamlNode buffer) {
        SeriesLimits series = SeriesLimits.DEFAULT;
        return new IntakeLimits(
                new SeriesLimits(
                        between(limits, "labels_per_series", series.labels(), 1, MOST.labels()),
                        between(limits, "label_name_length", series.nameLength(), 1, MOST.symbolBytes()),
                        between(limits, "label_value_length", series.valueLength(), 1, MOST.symbolBytes()),
                        between(limits, "labels_length", series.totalLength(), 1, 64 * 1024)),
                new SampleLimits(
                        duration(limits, "sample_age", SampleLimits.DEFAULT.maxAge(), Duration.ofSeconds(1)),
                        duration(limits, "sample_ahead", SampleLimits.DEFAULT.maxAhead(), Duration.ZERO)),
                sources(limits),
                inFlight(buffer),
                remembered(buffer));
    }

    private EventLimits events(YamlNode limits, RequestLimits requests, SampleLimits times) {
        JsonLimits json = JsonLimits.DEFAULT;
        BodyLimits body = new BodyLimits(
                requests.bodyBytes(), requests.uncompressedBytes(), requests.bytesAtATime(), requests.patience());
        return new EventLimits(
                body,
                new JsonLimits(
                        between(limits, "events_per_request", json.events(), 1, 1_000_000),
                        between(limits, "event_text_length", json.textLength(), 16, 64 * 1024),
                        between(limits, "event_entries", json.entries(), 1, 100_000)),
                between(limits, "event_bytes", EventLimits.EVENT_BYTES, 1024, EventLimits.MOST_EVENT_BYTES),
                between(limits, "events_per_second", EventLimits.EVENTS_PER_SECOND, 0, 10_000_000),
                times);
    }

    private SourceLimits sources(YamlNode limits) {
        SourceLimits sources = SourceLimits.DEFAULT;
        return new SourceLimits(
                between(limits, "series_per_source", sources.series(), 1, MOST_SERIES),
                between(limits, "series", sources.seriesInAll(), 1, MOST_SERIES),
                between(limits, "samples_per_second", sources.samplesPerSecond(), 0, MOST_SERIES));
    }

    private int inFlight(YamlNode buffer) {
        return between(buffer, "in_flight_bytes", 32 * MIB, MIB, 1024 * MIB);
    }

    private PublisherSettings publisher(YamlNode buffer, Duration patience) {
        int batch = between(buffer, "batch_bytes", MIB / 4, MIB / 8, 8 * MIB);
        Duration linger = duration(buffer, "linger", Duration.ofMillis(20), Duration.ZERO);
        if (linger.compareTo(patience) >= 0) {
            buffer.get("linger")
                    .problem("must be shorter than publish_timeout, which is " + Durations.format(patience));
            linger = Duration.ZERO;
        }
        Duration maxBlock = Duration.ofMillis(Math.min(500, patience.toMillis()));
        return new PublisherSettings(linger, batch, 2L * inFlight(buffer) + 16L * batch, patience, maxBlock);
    }

    private int between(YamlNode node, String key, int dflt, int least, int most) {
        int value = node.integer(key, dflt);
        if (value >= least && value <= most) {
            return value;
        }
        node.get(key).problem("must be from " + least + " to " + most + ", is " + value);
        return dflt;
    }

    private Duration duration(YamlNode node, String key, Duration dflt, Duration least) {
        Duration value = node.duration(key, dflt);
        boolean bounded = key.equals("sample_age") || value.compareTo(LONGEST_WAIT) <= 0;
        if (value.compareTo(least) >= 0 && bounded) {
            return value;
        }
        String bounds = value.compareTo(least) < 0
                ? "at least " + Durations.format(least)
                : "at most " + Durations.format(LONGEST_WAIT);
        node.get(key).problem("must be " + bounds + ", is " + Durations.format(value));
        return dflt;
    }
}
