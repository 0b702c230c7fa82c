package io.tocsin.client;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Of each record all those that differ from it in one field. */
final class Others {

    private static final int FIELDS_OF_MIGRATIONS = 12;
    private static final int FIELDS_OF_ACTIVITY = 11;
    private static final int FIELDS_OF_RESERVES = 11;

    private Others() {}

    static List<MigrationEvent> of(MigrationEvent e) {
        List<MigrationEvent> others = new ArrayList<>();
        for (int field = 0; field < FIELDS_OF_MIGRATIONS; field++) {
            others.add(new MigrationEvent(
                    field == 0 ? e.eventId() + "'" : e.eventId(),
                    field == 1 ? e.migrationId() + "'" : e.migrationId(),
                    field == 2 ? e.subject() + "'" : e.subject(),
                    field == 3 ? other(e.at()) : e.at(),
                    field == 4 ? other(e.type()) : e.type(),
                    field == 5 ? other(e.path()) : e.path(),
                    field == 6 ? other(e.step()) : e.step(),
                    field == 7 ? other(e.reason()) : e.reason(),
                    field == 8 ? other(e.amount()) : e.amount(),
                    field == 9 ? other(e.asset()) : e.asset(),
                    field == 10 ? other(e.cohort()) : e.cohort(),
                    field == 11 ? other(e.attributes()) : e.attributes()));
        }
        return others;
    }

    static List<ActivityEvent> of(ActivityEvent e) {
        List<ActivityEvent> others = new ArrayList<>();
        for (int field = 0; field < FIELDS_OF_ACTIVITY; field++) {
            others.add(new ActivityEvent(
                    field == 0 ? e.eventId() + "'" : e.eventId(),
                    field == 1 ? e.subject() + "'" : e.subject(),
                    field == 2 ? other(e.at()) : e.at(),
                    field == 3 ? other(e.kind()) : e.kind(),
                    field == 4 ? other(e.outcome()) : e.outcome(),
                    field == 5 ? ("IS".equals(e.country()) ? "DE" : "IS") : e.country(),
                    field == 6 ? (Double) (e.score() == null || e.score() != 2.0 ? 2.0 : 3.0) : e.score(),
                    field == 7 ? other(e.feature()) : e.feature(),
                    field == 8 ? other(e.path()) : e.path(),
                    field == 9 ? other(e.cohort()) : e.cohort(),
                    field == 10 ? other(e.attributes()) : e.attributes()));
        }
        return others;
    }

    static List<ReserveSnapshot> of(ReserveSnapshot s) {
        List<ReserveSnapshot> others = new ArrayList<>();
        for (int field = 0; field < FIELDS_OF_RESERVES; field++) {
            others.add(new ReserveSnapshot(
                    field == 0 ? s.eventId() + "'" : s.eventId(),
                    field == 1 ? s.asset() + "'" : s.asset(),
                    field == 2 ? other(s.at()) : s.at(),
                    field == 3 ? other(s.supply()) : s.supply(),
                    field == 4 ? other(s.locked()) : s.locked(),
                    field == 5 ? other(s.userBalances()) : s.userBalances(),
                    field == 6 ? other(s.custody()) : s.custody(),
                    (field == 7) != s.paused(),
                    field == 8 ? other(s.verifiedAt()) : s.verifiedAt(),
                    field == 9 ? other(s.verificationMillis()) : s.verificationMillis(),
                    field == 10 ? other(s.attributes()) : s.attributes()));
        }
        return others;
    }

    private static String other(@Nullable String text) {
        return text == null ? "'" : text + "'";
    }

    private static Instant other(@Nullable Instant time) {
        return time == null || time.toEpochMilli() > 0 ? Instant.EPOCH : Instant.ofEpochMilli(1);
    }

    private static Long other(@Nullable Long millis) {
        return millis == null || millis != 5 ? 5L : 6L;
    }

    private static BigDecimal other(@Nullable BigDecimal amount) {
        return amount == null || amount.signum() != 0 ? BigDecimal.ZERO : BigDecimal.ONE;
    }

    private static Map<String, String> other(Map<String, String> attributes) {
        Map<String, String> other = new TreeMap<>(attributes);
        other.put("one more", "");
        return other;
    }

    private static List<CustodyBalance> other(List<CustodyBalance> custody) {
        List<CustodyBalance> other = new ArrayList<>(custody);
        other.add(new CustodyBalance("a", BigDecimal.ONE, null));
        return other;
    }

    private static <E extends Enum<E>> E other(E value) {
        E[] all = value.getDeclaringClass().getEnumConstants();
        return all[0].equals(value) ? all[1] : all[0];
    }
}
