package io.tocsin.client;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Something a user did or said. Made by {@link #builder}; the constructor throws {@code IllegalArgumentException} for
 * what is missing or does not fit.
 *
 * @param subject the user, by an opaque identifier
 * @param outcome {@code success}, {@code failure}, or a short word for the reason; may be a label's value
 * @param country ISO 3166-1 alpha-2, of a login
 * @param score satisfaction, from 1 (bad) to 5 (good)
 * @param feature the feature used, or the topic of a support request
 * @param path the user's migration path, where there is one
 * @param cohort the rollout stage or group the user is in
 */
public record ActivityEvent(
        String eventId,
        String subject,
        Instant at,
        Kind kind,
        @Nullable String outcome,
        @Nullable String country,
        @Nullable Double score,
        @Nullable String feature,
        @Nullable String path,
        @Nullable String cohort,
        Map<String, String> attributes)
        implements TocsinEvent {

    /** What it was. */
    public enum Kind {
        LOGIN(1),
        SATISFACTION(2),
        SUPPORT_REQUEST(3),
        FEATURE_USE(4);

        /** The place of its symbol in {@code ActivityEvent.avsc}. */
        final int symbol;

        Kind(int symbol) {
            this.symbol = symbol;
        }
    }

    public ActivityEvent {
        eventId = Checked.text("eventId", eventId);
        subject = Checked.text("subject", subject);
        at = Checked.time("at", at);
        kind = Checked.present("kind", kind);
        outcome = Checked.optionalText("outcome", outcome);
        country = Checked.optionalText("country", country);
        if (country != null && !country.matches("[A-Z][A-Z]")) {
            throw new IllegalArgumentException("country must be two capital letters, such as IS, is " + country);
        }
        feature = Checked.optionalText("feature", feature);
        path = Checked.optionalText("path", path);
        cohort = Checked.optionalText("cohort", cohort);
        if (score != null && !(score >= 1 && score <= 5)) {
            throw new IllegalArgumentException("score must be from 1 to 5, is " + score);
        }
        attributes = Checked.attributes(attributes);
    }

    public static Builder builder(Kind kind) {
        return new Builder(kind);
    }

    /** Not thread-safe. What is not set: a random event id, now, no other field. */
    public static final class Builder {

        private final Kind kind;
        private final Map<String, String> attributes = new TreeMap<>();
        private @Nullable String eventId;
        private @Nullable String subject;
        private @Nullable Instant at;
        private @Nullable String outcome;
        private @Nullable String country;
        private @Nullable Double score;
        private @Nullable String feature;
        private @Nullable String path;
        private @Nullable String cohort;

        private Builder(Kind kind) {
            this.kind = kind;
        }

        /** Your own, where the same event may be sent twice. */
        public Builder eventId(String id) {
            this.eventId = id;
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

        public Builder outcome(String word) {
            this.outcome = word;
            return this;
        }

        public Builder country(String code) {
            this.country = code;
            return this;
        }

        public Builder score(double from1to5) {
            this.score = from1to5;
            return this;
        }

        public Builder feature(String name) {
            this.feature = name;
            return this;
        }

        public Builder path(String selected) {
            this.path = selected;
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
        public ActivityEvent build() {
            return new ActivityEvent(
                    eventId == null ? EventDefaults.id() : eventId,
                    Checked.text("subject", subject),
                    at == null ? EventDefaults.time() : at,
                    kind,
                    outcome,
                    country,
                    score,
                    feature,
                    path,
                    cohort,
                    attributes);
        }
    }
}
