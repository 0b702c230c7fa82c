package io.tocsin.streamprocessor.signals;

import io.tocsin.schemas.avro.ReserveSnapshot;
import io.tocsin.schemas.labels.Labels;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * What a snapshot of the reserves says, at the snapshot's time, by asset. Differences are taken in exact decimals and
 * only then become a double, whose sign is that of the exact value: no rounding decides whether money is missing.
 *
 * <ul>
 *   <li>{@code total_ck_algo_supply}, {@code total_locked_algo}: in units of the asset
 *   <li>{@code reserve_ratio}: locked by supply, rounded down; 1 where nothing is in circulation
 *   <li>{@code reserve_surplus}: locked less supply
 *   <li>{@code balance_discrepancy}: the users' balances less supply, where they were summed
 *   <li>{@code emergency_pause_active}: 1 or 0
 *   <li>{@code reserve_verified_timestamp_seconds}: when the reserves were last verified, where they were
 * </ul>
 */
final class ReserveSignals {

    /** Below 1 stays below 1: rounding to the nearest could hide the first unit that is missing. */
    private static final MathContext DOWN = new MathContext(15, RoundingMode.DOWN);

    private ReserveSignals() {}

    static DomainEvent of(ReserveSnapshot snapshot) {
        return new DomainEvent(snapshot.getEventId(), snapshot.getTimestamp(), sink -> emit(snapshot, sink));
    }

    private static void emit(ReserveSnapshot snapshot, SignalSink sink) {
        BigDecimal supply = snapshot.getSupply();
        BigDecimal locked = snapshot.getLocked();
        set("total_ck_algo_supply", supply.doubleValue(), snapshot, sink);
        set("total_locked_algo", locked.doubleValue(), snapshot, sink);
        set("reserve_ratio", ratio(locked, supply), snapshot, sink);
        set("reserve_surplus", locked.subtract(supply).doubleValue(), snapshot, sink);
        set("emergency_pause_active", snapshot.getPaused() ? 1 : 0, snapshot, sink);
        if (snapshot.getUserBalances() != null) {
            double difference = snapshot.getUserBalances().subtract(supply).doubleValue();
            set("balance_discrepancy", difference, snapshot, sink);
        }
        if (snapshot.getVerifiedAt() != null) {
            set("reserve_verified_timestamp_seconds", snapshot.getVerifiedAt() / 1000.0, snapshot, sink);
        }
    }

    static double ratio(BigDecimal locked, BigDecimal supply) {
        if (supply.signum() == 0) {
            return locked.signum() < 0 ? Double.NEGATIVE_INFINITY : 1;
        }
        return locked.divide(supply, DOWN).doubleValue();
    }

    private static void set(String name, double value, ReserveSnapshot snapshot, SignalSink sink) {
        Labels series = Labels.of(Labels.METRIC_NAME, name, "asset", Text.label(snapshot.getAsset()));
        sink.set(series, snapshot.getTimestamp(), value);
    }
}
