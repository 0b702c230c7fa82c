package io.tocsin.collector.exposition;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What can be asked of a target, under the names of {@code scrape_protocols} and {@code fallback_scrape_protocol}.
 * {@code PrometheusProto} is none of them: it is not read here.
 */
public enum ScrapeProtocol {
    OPENMETRICS_1_0_0(
            "OpenMetricsText1.0.0",
            "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8",
            ExpositionFormat.OPENMETRICS),
    OPENMETRICS_0_0_1(
            "OpenMetricsText0.0.1", "application/openmetrics-text;version=0.0.1", ExpositionFormat.OPENMETRICS),
    PROMETHEUS_1_0_0(
            "PrometheusText1.0.0", "text/plain;version=1.0.0;escaping=allow-utf-8", ExpositionFormat.PROMETHEUS),
    PROMETHEUS_0_0_4("PrometheusText0.0.4", "text/plain;version=0.0.4", ExpositionFormat.PROMETHEUS);

    /** In this order Prometheus asks where nothing is configured. */
    public static final List<ScrapeProtocol> DEFAULT = List.of(values());

    /** Prometheus weighs from here down, in tenths: it knows one protocol more. */
    private static final int HIGHEST_WEIGHT = 6;

    private final String configured;
    private final String mediaRange;
    private final ExpositionFormat format;

    ScrapeProtocol(String configured, String mediaRange, ExpositionFormat format) {
        this.configured = configured;
        this.mediaRange = mediaRange;
        this.format = format;
    }

    /** @param configured the name in a configuration; case matters */
    public static Optional<ScrapeProtocol> named(String configured) {
        return Arrays.stream(values())
                .filter(protocol -> protocol.configured.equals(configured))
                .findFirst();
    }

    /**
     * The {@code Accept} header that asks for these, the first one most; anything else is taken, with the least weight.
     *
     * @param protocols each once
     */
    public static String accept(List<ScrapeProtocol> protocols) {
        StringBuilder header = new StringBuilder();
        int weight = HIGHEST_WEIGHT;
        for (ScrapeProtocol protocol : protocols) {
            header.append(protocol.mediaRange).append(";q=0.").append(weight--).append(',');
        }
        return header.append("*/*;q=0.").append(weight).toString();
    }

    /** The name in a configuration. */
    public String configured() {
        return configured;
    }

    public ExpositionFormat format() {
        return format;
    }
}
