package io.tocsin.collector.otlp;

import io.tocsin.schemas.config.Problems;
import io.tocsin.schemas.config.YamlNode;
import java.time.Duration;
import java.util.List;

/**
 * The section {@code otlp:}. What Prometheus has too goes by the same name.
 *
 * @param promotedAttributes resource attributes that become labels of every series
 * @param scopeLabels whether series say which instrumentation scope they come from
 * @param deltaSeries most series of deltas that are being added up
 * @param deltaIdle after this long without a point a sum of deltas is forgotten
 */
public record OtlpSettings(List<String> promotedAttributes, boolean scopeLabels, int deltaSeries, Duration deltaIdle) {

    private static final int MOST_DELTA_SERIES = 100_000_000;
    private static final Duration SHORTEST_IDLE = Duration.ofSeconds(1);
    private static final Duration LONGEST_IDLE = Duration.ofDays(30);

    public static final OtlpSettings DEFAULT = new OtlpSettings(List.of(), true, 200_000, Duration.ofHours(1));

    public OtlpSettings {
        promotedAttributes = List.copyOf(promotedAttributes);
    }

    /** @param section may be absent: all defaults */
    public static OtlpSettings read(YamlNode section, Problems problems) {
        section.allowOnly("promote_resource_attributes", "promote_scope_metadata", "delta_series", "delta_idle");
        return new OtlpSettings(
                section.strings("promote_resource_attributes"),
                section.bool("promote_scope_metadata", DEFAULT.scopeLabels),
                deltaSeries(section, problems),
                deltaIdle(section, problems));
    }

    private static int deltaSeries(YamlNode section, Problems problems) {
        int series = section.integer("delta_series", DEFAULT.deltaSeries);
        if (series >= 0 && series <= MOST_DELTA_SERIES) {
            return series;
        }
        YamlNode at = section.get("delta_series");
        problems.add(at.position(), at.path(), "must be from 0 to " + MOST_DELTA_SERIES + ", is " + series);
        return DEFAULT.deltaSeries;
    }

    private static Duration deltaIdle(YamlNode section, Problems problems) {
        Duration idle = section.duration("delta_idle", DEFAULT.deltaIdle);
        if (idle.compareTo(SHORTEST_IDLE) >= 0 && idle.compareTo(LONGEST_IDLE) <= 0) {
            return idle;
        }
        YamlNode at = section.get("delta_idle");
        problems.add(at.position(), at.path(), "must be from 1s to 30d, is " + idle);
        return DEFAULT.deltaIdle;
    }
}
