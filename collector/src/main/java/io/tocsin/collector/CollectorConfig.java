package io.tocsin.collector;

import io.tocsin.collector.events.EventLimits;
import io.tocsin.collector.intake.IntakeLimits;
import io.tocsin.collector.otlp.OtlpLimits;
import io.tocsin.collector.otlp.OtlpSettings;
import io.tocsin.collector.probe.ProbeSetup;
import io.tocsin.collector.publish.PublisherSettings;
import io.tocsin.collector.remotewrite.RequestLimits;
import io.tocsin.collector.reserves.VerifierSetup;
import io.tocsin.collector.scrape.ScrapeSetup;
import io.tocsin.schemas.config.Problems;
import io.tocsin.schemas.config.YamlNode;
import java.time.Duration;

/**
 * The section {@code collector:} of the configuration. The README has the table of its keys.
 *
 * @param listenAddress of the HTTP server
 * @param port of the HTTP server; 0 takes any free one
 * @param host this machine as a source
 * @param selfInterval between readings of the services' own meters; zero: they are not read
 * @param scrape what is scraped
 * @param probes what is probed
 * @param verifiers whose reserves are verified
 * @param requests what a remote-write request may cost
 * @param otlpRequests what an OTLP request may cost
 * @param otlp how OTLP becomes series
 * @param events what domain events may cost
 * @param intake the bounds of the core
 * @param publisher how frames travel to Kafka
 */
public record CollectorConfig(
        String listenAddress,
        int port,
        HostMetricsConfig host,
        Duration selfInterval,
        ScrapeSetup scrape,
        ProbeSetup probes,
        VerifierSetup verifiers,
        RequestLimits requests,
        OtlpLimits otlpRequests,
        OtlpSettings otlp,
        EventLimits events,
        IntakeLimits intake,
        PublisherSettings publisher) {

    public static final String DEFAULT_LISTEN_ADDRESS = "127.0.0.1";
    public static final int DEFAULT_PORT = 9080;

    /** All defaults. */
    public static CollectorConfig defaults() {
        Problems none = new Problems();
        return read(YamlNode.parse("defaults", "", none), none);
    }

    /** @param section may be absent: all defaults */
    public static CollectorConfig read(YamlNode section, Problems problems) {
        return new CollectorConfigReader(section, problems).read();
    }

    public CollectorConfig withPort(int other) {
        return new CollectorConfig(
                listenAddress,
                other,
                host,
                selfInterval,
                scrape,
                probes,
                verifiers,
                requests,
                otlpRequests,
                otlp,
                events,
                intake,
                publisher);
    }
}
