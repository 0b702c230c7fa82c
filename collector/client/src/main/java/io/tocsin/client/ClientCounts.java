package io.tocsin.client;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What has become of all records handed to a client. Always: offered = acknowledged + lost, for whatever reasons, +
 * waiting.
 *
 * @param offered handed over since the client was made
 * @param acknowledged by Kafka: they are in the log
 * @param lost by reason; reasons that did not occur are absent
 * @param waiting neither yet
 * @param waitingBytes what these take of the memory permitted
 */
public record ClientCounts(
        long offered, long acknowledged, Map<LossReason, Long> lost, long waiting, long waitingBytes) {

    static final ClientCounts NONE = new ClientCounts(0, 0, Map.of(), 0, 0);

    public ClientCounts {
        Map<LossReason, Long> copy = new EnumMap<>(LossReason.class);
        copy.putAll(lost);
        lost = Collections.unmodifiableMap(copy);
    }

    /** For this reason. */
    public long lost(LossReason reason) {
        return lost.getOrDefault(reason, 0L);
    }

    /** For all reasons. */
    public long lostInAll() {
        return lost.values().stream().mapToLong(Long::longValue).sum();
    }

    ClientCounts plus(ClientCounts other) {
        Map<LossReason, Long> sum = new EnumMap<>(LossReason.class);
        sum.putAll(lost);
        other.lost.forEach((reason, count) -> sum.merge(reason, count, Long::sum));
        return new ClientCounts(
                offered + other.offered,
                acknowledged + other.acknowledged,
                sum,
                waiting + other.waiting,
                waitingBytes + other.waitingBytes);
    }
}
