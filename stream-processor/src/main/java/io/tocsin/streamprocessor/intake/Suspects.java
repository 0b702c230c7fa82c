package io.tocsin.streamprocessor.intake;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Records that may be from the future: further ahead of the last tick than the bound, so that only the next tick can
 * tell. After an outage these are all records of the outage; so their bytes, which only a dead letter needs, are kept
 * within a budget, those furthest ahead longest, for they are the ones most likely to be refused.
 */
final class Suspects {

    private static final int BUDGET_BYTES = 16 << 20;
    private static final byte[] NO_BYTES = {};

    private record Suspect(long timestampMillis, SourceRecord record) {}

    private final PriorityQueue<Suspect> whole =
            new PriorityQueue<>(Comparator.comparingLong(Suspect::timestampMillis));
    private final List<Suspect> stripped = new ArrayList<>();
    private long bytes;

    void add(long timestampMillis, SourceRecord record) {
        whole.add(new Suspect(timestampMillis, record));
        bytes += record.bytes();
        while (bytes > BUDGET_BYTES) {
            Suspect nearest = whole.remove();
            bytes -= nearest.record().bytes();
            SourceRecord without = new SourceRecord(
                    nearest.record().key(), NO_BYTES, nearest.record().offset());
            stripped.add(new Suspect(nearest.timestampMillis(), without));
        }
    }

    /** @return those newer than allowed, in the order of their times; all others are cleared of suspicion */
    List<SourceRecord> judge(long newestAllowedMillis) {
        if (whole.isEmpty() && stripped.isEmpty()) {
            return List.of();
        }
        stripped.addAll(whole);
        List<SourceRecord> guilty = stripped.stream()
                .filter(suspect -> suspect.timestampMillis() > newestAllowedMillis)
                .sorted(Comparator.comparingLong(Suspect::timestampMillis)
                        .thenComparingLong(suspect -> suspect.record().offset()))
                .map(Suspect::record)
                .toList();
        whole.clear();
        stripped.clear();
        bytes = 0;
        return guilty;
    }
}
