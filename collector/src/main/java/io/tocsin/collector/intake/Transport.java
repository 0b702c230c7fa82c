package io.tocsin.collector.intake;

/** A way in, as the {@code transport} label of the counters names it. */
public enum Transport {
    HOST_METRICS("host_metrics"),
    SELF_METRICS("self_metrics"),
    REMOTE_WRITE("remote_write"),
    SCRAPE("scrape"),
    PROBE("probe"),
    OTLP("otlp");

    private final String label;

    Transport(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
