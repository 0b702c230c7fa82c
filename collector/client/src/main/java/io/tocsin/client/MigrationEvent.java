package io.tocsin.client;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One step of one user's migration. Made by {@link #builder}; the constructor throws {@code IllegalArgumentException}
 * for what is missing or does not fit.
 *
 * @param migrationId that the event belongs to; all events of one migration stay in order
 * @param subject the user, by an opaque identifier
 * @param path {@code fresh_start}, {@code migration_bridge} or {@code legacy_hold}; null before one is selected
 * @param step its name, of a {@link Type#STEP} or of what failed
 * @param reason why it failed: a short word that may be a label's value
 * @param amount how much is migrated, in units of the asset: at most 20 digits before the point and 18 behind it
 * @param asset what is migrated
 * @param cohort the rollout stage or group the user is in
 */
public record MigrationEvent(
        String eventId,
        String migrationId,
        String subject,
        Instant at,
        Type type,
        @Nullable String path,
        @Nullable String step,
        @Nullable String reason,
        @Nullable BigDecimal amount,
        @Nullable String asset,
        @Nullable String cohort,
        Map<String, String> attributes)
        implements TocsinEvent {

    /** What happened. */
    public enum Type {
        ELIGIBLE(1),
        STARTED(2),
        PATH_SELECTED(3),
        STEP(4),
        COMPLETED(5),
        FAILED(6);

        /** The place of its symbol in {@code MigrationEvent.avsc}. */
        final int symbol;

        Type(int symbol) {
            this.symbol = symbol;
        }
    }

    public MigrationEvent {
        eventId = Checked.text("eventId", eventId);
        migrationId = Checked.text("migrationId", migrationId);
        subject = Checked.text("subject", subject);
        at = Checked.time("at", at);
        type = Checked.present("type", type);
        path = Checked.optionalText("path", path);
        step = Checked.optionalText("step", step);
        reason = Checked.optionalText("reason", reason);
        amount = Checked.optionalAmount("amount", amount);
        asset = Checked.optionalText("asset", asset);
        cohort = Checked.optionalText("cohort", cohort);
        attributes = Checked.attributes(attributes);
    }

    public static Builder builder(Type type) {
        return new Builder(type);
    }

    /** Not thread-safe. What is not set: a random event id, now, no other field. */
    public static final class Builder {

        private final Type type;
        private final Map<String, String> attributes = new TreeMap<>();
        private @Nullable String eventId;
        private @Nullable String migrationId;
        private @Nullable String subject;
        private @Nullable Instant at;
        private @Nullable String path;
        private @Nullable String step;
        private @Nullable String reason;
        private @Nullable BigDecimal amount;
        private @Nullable String asset;
        private @Nullable String cohort;

        private Builder(Type type) {
            this.type = type;
        }

        /** Your own, where the same event may be sent twice. */
        public Builder eventId(String id) {
            this.eventId = id;
            return this;
        }

        /** Required. */
        public Builder migrationId(String id) {
            this.migrationId = id;
            return this;
        }

        /** Required. */
        public Builder subject(String user) {
            this.subject = user;
            return this;
        }

        public Builder at(Instant time) {
            this.at = time;
            return this;
        }

        public Builder path(String selected) {
            this.path = selected;
            return this;
        }

        public Builder step(String name) {
            this.step = name;
            return this;
        }

        public Builder reason(String word) {
            this.reason = word;
            return this;
        }

        public Builder amount(BigDecimal inUnits) {
            this.amount = inUnits;
            return this;
        }

        public Builder asset(String name) {
            this.asset = name;
            return this;
        }

        public Builder cohort(String name) {
            this.cohort = name;
            return this;
        }

        public Builder attribute(String name, String value) {
            attributes.put(name, value);
            return this;
        }

        /** @throws IllegalArgumentException if a required field is missing or one does not fit */
        public MigrationEvent build() {
            return new MigrationEvent(
                    eventId == null ? EventDefaults.id() : eventId,
                    Checked.text("migrationId", migrationId),
                    Checked.text("subject", subject),
                    at == null ? EventDefaults.time() : at,
                    type,
                    path,
                    step,
                    reason,
                    amount,
                    asset,
                    cohort,
                    attributes);
        }
    }
}
