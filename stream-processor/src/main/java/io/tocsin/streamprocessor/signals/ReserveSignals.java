package io.tocsin.streamprocessor.signals;

import io.tocsin.schemas.avro.CustodyBalance;
import io.tocsin.schemas.avro.ReserveSnapshot;
import io.tocsin.streamprocessor.state.BinaryReader;
import io.tocsin.streamprocessor.state.BinaryWriter;
import io.tocsin.streamprocessor.state.KeyedState;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * What snapshots of the reserves say, by asset. Differences are taken in exact decimals and only then become a double, whose
 * sign is that of the exact value: no rounding decides whether money is missing.
 *
 * <p>At the snapshot's time: {@code total_ck_algo_supply}, {@code total_locked_algo}; {@code reserve_ratio}, locked by
 * supply, rounded down, 1 where nothing is in circulation; {@code reserve_ratio_deviation}, how far from 1 that is, rounded
 * up; {@code reserve_surplus}, locked less supply; {@code balance_discrepancy}, the users' balances less supply, where they
 * were summed; {@code custody_balance{address}} and {@code custody_discrepancy}, what all addresses hold less what is said to
 * be locked; {@code emergency_pause_active}; {@code reserve_verified_timestamp_seconds}, where they were verified.
 *
 * <p>Standing: {@code reserve_verification_age_seconds} and {@code reserve_snapshot_age_seconds}, for a week after the last
 * verification and snapshot; {@code reserve_verification_latency_seconds} and {@code custody_balance_check_duration_seconds}, histograms.
 */
final class ReserveSignals implements Domain {

    /** How long an asset that is no longer heard of is missed. */
    static final Duration MISSED = Duration.ofDays(7);

    private static final String PREFIX = "signal-reserves";
    private static final double[] SECONDS = {0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30};

    /** Below 1 stays below 1: rounding to the nearest could hide the first unit that is missing. */
    private static final MathContext DOWN = new MathContext(15, RoundingMode.DOWN);

    private static final MathContext UP = new MathContext(15, RoundingMode.UP);

    private static final Latest NEVER = new Latest(Long.MIN_VALUE, Long.MIN_VALUE, Long.MIN_VALUE, Long.MIN_VALUE);

    private final Vocabulary words;
    private final KeyedState state;
    private final SeriesNames names = new SeriesNames();
    private final Histogram latency = new Histogram("reserve_verification_latency_seconds", "asset", SECONDS);
    private final Histogram check = new Histogram("custody_balance_check_duration_seconds", "asset", SECONDS);
    private final Map<String, Latest> assets = new TreeMap<>();

    /** When an asset was last heard of, and verified, each by the tick after it and by its own time. */
    private record Latest(long tick, long snapshotAt, long verifiedTick, long verifiedAt) {}

    ReserveSignals(Vocabulary words, KeyedState state) {
        this.words = words;
        this.state = state;
        state.scan(KeyedState.key(PREFIX, ""), (key, bytes) -> {
            BinaryReader in = new BinaryReader(bytes);
            assets.put(in.readString(), new Latest(in.readLong(), in.readLong(), in.readLong(), in.readLong()));
        });
    }

    @Override
    public void take(DomainEvent event, long tickMillis, SignalSink sink) {
        if (!(event instanceof DomainEvent.Reserve(ReserveSnapshot snapshot))) {
            throw new IllegalArgumentException(event + " is no snapshot of reserves");
        }
        String asset = words.word("asset", snapshot.getAsset(), snapshot.getTimestamp(), sink);
        new At(snapshot, asset, sink).take();
        Latest before = assets.getOrDefault(asset, NEVER);
        Long verified = snapshot.getVerifiedAt();
        Latest latest = new Latest(
                tickMillis,
                Math.max(before.snapshotAt, snapshot.getTimestamp()),
                verified == null ? before.verifiedTick : tickMillis,
                verified == null ? before.verifiedAt : Math.max(before.verifiedAt, verified));
        assets.put(asset, latest);
        BinaryWriter out = new BinaryWriter()
                .writeString(asset)
                .writeLong(latest.tick)
                .writeLong(latest.snapshotAt)
                .writeLong(latest.verifiedTick)
                .writeLong(latest.verifiedAt);
        state.put(KeyedState.key(PREFIX, asset), out.toBytes());
    }

    /** What one snapshot says. */
    private final class At {

        private final ReserveSnapshot snapshot;
        private final String asset;
        private final SignalSink sink;
        private final long at;

        At(ReserveSnapshot snapshot, String asset, SignalSink sink) {
            this.snapshot = snapshot;
            this.asset = asset;
            this.sink = sink;
            this.at = snapshot.getTimestamp();
        }

        void take() {
            BigDecimal supply = snapshot.getSupply();
            BigDecimal locked = snapshot.getLocked();
            set("total_ck_algo_supply", supply.doubleValue());
            set("total_locked_algo", locked.doubleValue());
            set("reserve_ratio", ratio(locked, supply));
            set("reserve_ratio_deviation", deviation(locked, supply));
            set("reserve_surplus", locked.subtract(supply).doubleValue());
            set("emergency_pause_active", snapshot.getPaused() ? 1 : 0);
            if (snapshot.getUserBalances() != null) {
                set(
                        "balance_discrepancy",
                        snapshot.getUserBalances().subtract(supply).doubleValue());
            }
            if (snapshot.getVerifiedAt() != null) {
                set("reserve_verified_timestamp_seconds", snapshot.getVerifiedAt() / 1_000.0);
            }
            if (snapshot.getVerificationMillis() != null) {
                latency.observe(asset, snapshot.getVerificationMillis() / 1_000.0, sink);
            }
            if (!snapshot.getCustody().isEmpty()) {
                custody(locked);
            }
        }

        private void custody(BigDecimal locked) {
            Map<String, BigDecimal> held = new TreeMap<>();
            for (CustodyBalance custody : snapshot.getCustody()) {
                held.merge(
                        words.word("address", custody.getAddress(), at, sink), custody.getBalance(), BigDecimal::add);
                if (custody.getCheckMillis() != null) {
                    check.observe(asset, custody.getCheckMillis() / 1_000.0, sink);
                }
            }
            held.forEach((address, balance) -> sink.set(
                    names.of("custody_balance", "asset", asset, "address", address), at, balance.doubleValue()));
            BigDecimal total = held.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
            set("custody_discrepancy", total.subtract(locked).doubleValue());
        }

        private void set(String name, double value) {
            sink.set(names.of(name, "asset", asset), at, value);
        }
    }

    static double ratio(BigDecimal locked, BigDecimal supply) {
        if (supply.signum() == 0) {
            return locked.signum() < 0 ? Double.NEGATIVE_INFINITY : 1;
        }
        return locked.divide(supply, DOWN).doubleValue();
    }

    static double deviation(BigDecimal locked, BigDecimal supply) {
        if (supply.signum() == 0) {
            return locked.signum() < 0 ? Double.POSITIVE_INFINITY : 0;
        }
        return locked.subtract(supply).divide(supply, UP).abs().doubleValue();
    }

    @Override
    public void stand(long atMillis, SignalSink sink) {
        long oldest = atMillis - MISSED.toMillis();
        assets.entrySet().removeIf(entry -> {
            boolean gone = entry.getValue().tick < oldest;
            if (gone) {
                state.delete(KeyedState.key(PREFIX, entry.getKey()));
            }
            return gone;
        });
        assets.forEach((asset, latest) -> {
            age("reserve_snapshot_age_seconds", asset, latest.snapshotAt, atMillis, sink);
            if (latest.verifiedTick >= oldest) {
                age("reserve_verification_age_seconds", asset, latest.verifiedAt, atMillis, sink);
            }
        });
    }

    private void age(String name, String asset, long since, long atMillis, SignalSink sink) {
        sink.set(names.of(name, "asset", asset), atMillis, Math.max(0, atMillis - since) / 1_000.0);
    }

    @Override
    public void store(long tickMillis) {
        // Snapshots are rare: each is written down as it comes.
    }
}
