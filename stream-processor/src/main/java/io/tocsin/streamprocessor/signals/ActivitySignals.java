package io.tocsin.streamprocessor.signals;

import io.tocsin.schemas.avro.ActivityEvent;
import io.tocsin.schemas.labels.Labels;

/**
 * What users do and say, as exact counts a second: {@code logins_count{outcome, country}}, {@code
 * support_requests_count{topic}}, {@code feature_uses_count{feature}}, and of satisfaction {@code
 * satisfaction_responses_count{path}} with {@code satisfaction_score_sum{path}}.
 */
final class ActivitySignals {

    private static final String NAME = Labels.METRIC_NAME;

    private ActivitySignals() {}

    static DomainEvent of(ActivityEvent event) {
        return new DomainEvent(event.getEventId(), event.getTimestamp(), sink -> emit(event, sink));
    }

    private static void emit(ActivityEvent event, SignalSink sink) {
        long at = event.getTimestamp();
        switch (event.getKind()) {
            case LOGIN -> {
                String outcome = Text.label(event.getOutcome());
                String country = Text.label(event.getCountry());
                sink.add(Labels.of(NAME, "logins_count", "outcome", outcome, "country", country), at, 1);
            }
            case SUPPORT_REQUEST ->
                sink.add(Labels.of(NAME, "support_requests_count", "topic", Text.label(event.getFeature())), at, 1);
            case FEATURE_USE ->
                sink.add(Labels.of(NAME, "feature_uses_count", "feature", Text.label(event.getFeature())), at, 1);
            case SATISFACTION -> {
                String path = Text.label(event.getPath());
                Double score = event.getScore();
                if (score != null && score >= 1 && score <= 5) {
                    sink.add(Labels.of(NAME, "satisfaction_responses_count", "path", path), at, 1);
                    sink.add(Labels.of(NAME, "satisfaction_score_sum", "path", path), at, score);
                }
            }
            case UNKNOWN -> {
                // A kind that a later version knows.
            }
        }
    }
}
