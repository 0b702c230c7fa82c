package io.tocsin.schemas.frame;

/** What kind of metric a series belongs to, by the numbers of {@code MetricFrame.avsc} and of remote write 2.0. */
public enum MetricType {
    UNKNOWN(0),
    COUNTER(1),
    GAUGE(2),
    HISTOGRAM(3),
    GAUGE_HISTOGRAM(4),
    SUMMARY(5),
    INFO(6),
    STATE_SET(7);

    private static final MetricType[] BY_CODE = values();

    private final int code;

    MetricType(int code) {
        this.code = code;
    }

    /** @return {@link #UNKNOWN} for a number that means nothing here */
    public static MetricType of(int code) {
        return code > 0 && code < BY_CODE.length ? BY_CODE[code] : UNKNOWN;
    }

    public int code() {
        return code;
    }
}
