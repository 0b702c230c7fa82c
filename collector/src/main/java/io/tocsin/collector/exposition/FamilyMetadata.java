package io.tocsin.collector.exposition;

import io.tocsin.schemas.frame.MetricType;

/**
 * What a body says about a metric family.
 *
 * @param name for a counter of OpenMetrics without its {@code _total}
 * @param type {@link MetricType#UNKNOWN} where it is not said
 * @param help empty where it is not said
 * @param unit empty where it is not said
 */
public record FamilyMetadata(String name, MetricType type, String help, String unit) {

    /** Whether a metric of that name belongs to the family, as far as names can tell. */
    public boolean owns(String metricName) {
        return switch (type) {
            case COUNTER -> without(name, "_total").equals(without(metricName, "_total"));
            case INFO -> without(name, "_info").equals(without(metricName, "_info"));
            case HISTOGRAM -> is(metricName, "", "_bucket", "_sum", "_count");
            case GAUGE_HISTOGRAM -> is(metricName, "", "_bucket", "_gsum", "_gcount");
            case SUMMARY -> is(metricName, "", "_sum", "_count");
            case UNKNOWN, GAUGE, STATE_SET -> name.equals(metricName);
        };
    }

    private boolean is(String metricName, String... suffixes) {
        for (String suffix : suffixes) {
            if (metricName.length() == name.length() + suffix.length()
                    && metricName.startsWith(name)
                    && metricName.endsWith(suffix)) {
                return true;
            }
        }
        return false;
    }

    private static String without(String text, String suffix) {
        return text.endsWith(suffix) ? text.substring(0, text.length() - suffix.length()) : text;
    }
}
