package io.tocsin.schemas.topics;

import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The settings of the topics, under Kafka's names. */
final class TopicConfigs {

    static final String TIMESTAMP_TYPE = "message.timestamp.type";
    static final String AFTER_MAX = "message.timestamp.after.max.ms";
    static final String BEFORE_MAX = "message.timestamp.before.max.ms";
    static final String CLEANUP = "cleanup.policy";
    static final String RETENTION = "retention.ms";
    static final String SEGMENT = "segment.ms";
    static final String CREATE_TIME = "CreateTime";
    static final String LOG_APPEND_TIME = "LogAppendTime";

    private TopicConfigs() {}

    /**
     * Records carry their event's time. The brokers refuse none for it: a refusal would reach the producer only, and a
     * whole batch at once, while the stream-processor refuses single records, with a reason, into the dead letters.
     */
    static SortedMap<String, String> events(Duration retention) {
        SortedMap<String, String> config = new TreeMap<>();
        config.put(TIMESTAMP_TYPE, CREATE_TIME);
        config.put(AFTER_MAX, Long.toString(Long.MAX_VALUE));
        config.put(BEFORE_MAX, Long.toString(Long.MAX_VALUE));
        config.put(CLEANUP, "delete");
        config.put(RETENTION, Long.toString(retention.toMillis()));
        config.put(SEGMENT, Long.toString(segment(retention).toMillis()));
        return config;
    }

    /**
     * Every version for ever, but not every tick: each version has its own key, and a tick is a tombstone, which
     * compaction takes away once the source topics of samples have dropped that time too.
     */
    static SortedMap<String, String> versions(Duration ticksKept) {
        SortedMap<String, String> config = events(ticksKept);
        config.put(CLEANUP, "compact");
        config.remove(RETENTION);
        config.put("min.compaction.lag.ms", Long.toString(ticksKept.toMillis()));
        config.put("delete.retention.ms", Long.toString(ticksKept.toMillis()));
        return config;
    }

    /** Stamped by the brokers as records arrive, so that a record's own time cannot have it dropped or kept too long. */
    static SortedMap<String, String> arrivals(Duration retention) {
        return new TreeMap<>(Map.of(
                TIMESTAMP_TYPE,
                LOG_APPEND_TIME,
                CLEANUP,
                "delete",
                RETENTION,
                Long.toString(retention.toMillis()),
                SEGMENT,
                Long.toString(segment(retention).toMillis())));
    }

    /** Only whole segments are dropped: a fifteenth of the retention at most is kept too long, a day at most. */
    private static Duration segment(Duration retention) {
        Duration part = retention.dividedBy(15);
        Duration day = Duration.ofDays(1);
        Duration least = Duration.ofMinutes(1);
        return part.compareTo(day) > 0 ? day : part.compareTo(least) < 0 ? least : part;
    }
}
