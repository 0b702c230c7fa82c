package io.tocsin.client;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What backs an asset, at one time. All amounts are in units of the asset, with at most 20 digits before the point and 18
 * behind it. Made by {@link #builder}; the constructor throws {@code IllegalArgumentException} for what is missing or
 * does not fit.
 *
 * @param asset the backed asset
 * @param at the time it is true for
 * @param supply total supply in circulation
 * @param locked total locked as its backing
 * @param userBalances sum of all users' balances; null: not summed this time
 * @param custody by address
 * @param paused whether the emergency pause is active
 * @param verifiedAt when the reserves were last verified; null: never
 * @param verificationMillis how long that verification took, in milliseconds
 */
public record ReserveSnapshot(
        String eventId,
        String asset,
        Instant at,
        BigDecimal supply,
        BigDecimal locked,
        @Nullable BigDecimal userBalances,
        List<CustodyBalance> custody,
        boolean paused,
        @Nullable Instant verifiedAt,
        @Nullable Long verificationMillis,
        Map<String, String> attributes)
        implements TocsinEvent {

    public ReserveSnapshot {
        eventId = Checked.text("eventId", eventId);
        asset = Checked.text("asset", asset);
        at = Checked.time("at", at);
        supply = Checked.amount("supply", supply);
        locked = Checked.amount("locked", locked);
        userBalances = Checked.optionalAmount("userBalances", userBalances);
        custody = List.copyOf(custody);
        verifiedAt = Checked.optionalTime("verifiedAt", verifiedAt);
        verificationMillis = Checked.optionalMillis("verificationMillis", verificationMillis);
        attributes = Checked.attributes(attributes);
    }

    public static Builder builder(String asset) {
        return new Builder(asset);
    }

    /** Not thread-safe. What is not set: a random event id, now, not paused, no other field. */
    public static final class Builder {

        private final String asset;
        private final List<CustodyBalance> custody = new ArrayList<>();
        private final Map<String, String> attributes = new TreeMap<>();
        private @Nullable String eventId;
        private @Nullable Instant at;
        private @Nullable BigDecimal supply;
        private @Nullable BigDecimal locked;
        private @Nullable BigDecimal userBalances;
        private boolean paused;
        private @Nullable Instant verifiedAt;
        private @Nullable Long verificationMillis;

        private Builder(String asset) {
            this.asset = asset;
        }

        /** Your own, where the same event may be sent twice. */
        public Builder eventId(String id) {
            this.eventId = id;
            return this;
        }

        public Builder at(Instant time) {
            this.at = time;
            return this;
        }

        /** Required. */
        public Builder supply(BigDecimal inUnits) {
            this.supply = inUnits;
            return this;
        }

        /** Required. */
        public Builder locked(BigDecimal inUnits) {
            this.locked = inUnits;
            return this;
        }

        public Builder userBalances(BigDecimal inUnits) {
            this.userBalances = inUnits;
            return this;
        }

        public Builder custody(String address, BigDecimal balance) {
            custody.add(new CustodyBalance(address, balance, null));
            return this;
        }

        /** @param check how long asking for the balance took */
        public Builder custody(String address, BigDecimal balance, Duration check) {
            custody.add(new CustodyBalance(address, balance, check.toMillis()));
            return this;
        }

        public Builder paused(boolean active) {
            this.paused = active;
            return this;
        }

        /** @param took how long the verification took */
        public Builder verified(Instant last, Duration took) {
            this.verifiedAt = last;
            this.verificationMillis = took.toMillis();
            return this;
        }

        public Builder attribute(String name, String value) {
            attributes.put(name, value);
            return this;
        }

        /** @throws IllegalArgumentException if a required field is missing or one does not fit */
        public ReserveSnapshot build() {
            return new ReserveSnapshot(
                    eventId == null ? EventDefaults.id() : eventId,
                    asset,
                    at == null ? EventDefaults.time() : at,
                    Checked.present("supply", supply),
                    Checked.present("locked", locked),
                    userBalances,
                    custody,
                    paused,
                    verifiedAt,
                    verificationMillis,
                    attributes);
        }
    }
}
