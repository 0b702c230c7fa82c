package io.tocsin.streamprocessor.signals;

import io.tocsin.schemas.avro.ActivityEvent;
import io.tocsin.streamprocessor.state.KeyedState;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What users do and say.
 *
 * <p>Exact counts a second: {@code logins_count{outcome, country}}, {@code logins_unusual_count{reason}}, {@code
 * support_requests_count{topic}}, {@code feature_uses_count{feature}}, {@code satisfaction_responses_count{path}} with {@code
 * satisfaction_score_sum{path}}.
 *
 * <p>Standing: {@code user_satisfaction_score{path}}, a histogram, and {@code active_users_count{window}}: how many did
 * anything within 5 minutes, an hour, a day.
 *
 * <p>A login is unusual as {@code new_country} if the subject's successful logins of the week before came from somewhere, and
 * none from that country. Failed ones do not make a country known: who guesses passwords would otherwise be usual the second time.
 */
final class ActivitySignals implements Domain {

    private static final Map<String, Duration> WINDOWS =
            Map.of("5m", Duration.ofMinutes(5), "1h", Duration.ofHours(1), "24h", Duration.ofHours(24));
    private static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();

    private final Vocabulary words;
    private final Subjects subjects;
    private final SeriesNames names = new SeriesNames();
    private final Histogram satisfaction = new Histogram("user_satisfaction_score", "path", 1, 2, 3, 4, 5);

    ActivitySignals(Vocabulary words, KeyedState state) {
        this.words = words;
        this.subjects = new Subjects(state);
    }

    @Override
    public void take(DomainEvent event, long tickMillis, SignalSink sink) {
        if (!(event instanceof DomainEvent.Activity(ActivityEvent activity))) {
            throw new IllegalArgumentException(event + " is no activity");
        }
        subjects.active(activity.getSubject(), activity.getTimestamp());
        new Deed(activity, tickMillis, sink).take();
    }

    /** One event. */
    private final class Deed {

        private final ActivityEvent event;
        private final long at;
        private final long tick;
        private final SignalSink sink;

        Deed(ActivityEvent event, long tick, SignalSink sink) {
            this.event = event;
            this.at = event.getTimestamp();
            this.tick = tick;
            this.sink = sink;
        }

        void take() {
            switch (event.getKind()) {
                case LOGIN -> login();
                case SUPPORT_REQUEST -> count("support_requests_count", "topic", event.getFeature());
                case FEATURE_USE -> count("feature_uses_count", "feature", event.getFeature());
                case SATISFACTION -> satisfied();
                case UNKNOWN -> {
                    // A kind that a later version knows.
                }
            }
        }

        private void login() {
            String outcome = word("outcome", event.getOutcome());
            String country = word("country", event.getCountry());
            sink.add(names.of("logins_count", "outcome", outcome, "country", country), at, 1);
            // The word, not the text: what a producer may send is without bounds, and would be remembered.
            if (!country.equals(Vocabulary.UNKNOWN)
                    && subjects.isUnusual(event.getSubject(), country, tick, outcome.equals("success"))) {
                sink.add(names.of("logins_unusual_count", "reason", "new_country"), at, 1);
            }
        }

        private void satisfied() {
            Double score = event.getScore();
            if (score != null && score >= 1 && score <= 5) {
                String path = word("path", event.getPath());
                sink.add(names.of("satisfaction_responses_count", "path", path), at, 1);
                sink.add(names.of("satisfaction_score_sum", "path", path), at, score);
                satisfaction.observe(path, score, sink);
            }
        }

        private void count(String name, String label, @Nullable String text) {
            sink.add(names.of(name, label, word(label, text)), at, 1);
        }

        private String word(String label, @Nullable String text) {
            return words.word(label, text, at, sink);
        }
    }

    @Override
    public void stand(long atMillis, SignalSink sink) {
        if (Math.floorMod(atMillis, HOUR_MILLIS) < Standing.STEP_MILLIS) {
            subjects.forget(atMillis);
        }
        if (subjects.isEmpty()) {
            return;
        }
        WINDOWS.forEach((window, duration) -> {
            double active = subjects.activeSince(duration, atMillis);
            sink.set(names.of("active_users_count", "window", window), atMillis, active);
        });
    }

    @Override
    public void store(long tickMillis) {
        subjects.store();
    }
}
