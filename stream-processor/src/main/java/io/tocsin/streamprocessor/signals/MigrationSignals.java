package io.tocsin.streamprocessor.signals;

import io.tocsin.schemas.avro.MigrationEvent;
import io.tocsin.schemas.labels.Labels;

/**
 * What a step of a migration says: exact counts a second.
 *
 * <ul>
 *   <li>{@code migrations_started_count{path}}, {@code migrations_completed_count{path}},
 *       {@code migrations_failed_count{path, reason}}
 *   <li>{@code migrations_funnel_count{stage}}: eligible, started, path_selected, completed
 * </ul>
 */
final class MigrationSignals {

    private static final String NAME = Labels.METRIC_NAME;

    private MigrationSignals() {}

    static DomainEvent of(MigrationEvent event) {
        return new DomainEvent(event.getEventId(), event.getTimestamp(), sink -> emit(event, sink));
    }

    private static void emit(MigrationEvent event, SignalSink sink) {
        String path = Text.label(event.getPath());
        switch (event.getType()) {
            case ELIGIBLE -> stage("eligible", event, sink);
            case PATH_SELECTED -> stage("path_selected", event, sink);
            case STARTED -> {
                stage("started", event, sink);
                count(Labels.of(NAME, "migrations_started_count", "path", path), event, sink);
            }
            case COMPLETED -> {
                stage("completed", event, sink);
                count(Labels.of(NAME, "migrations_completed_count", "path", path), event, sink);
            }
            case FAILED -> {
                String reason = Text.label(event.getReason());
                count(Labels.of(NAME, "migrations_failed_count", "path", path, "reason", reason), event, sink);
            }
            case STEP, UNKNOWN -> {
                // Nothing is counted of what happens on the way.
            }
        }
    }

    private static void stage(String stage, MigrationEvent event, SignalSink sink) {
        count(Labels.of(NAME, "migrations_funnel_count", "stage", stage), event, sink);
    }

    private static void count(Labels series, MigrationEvent event, SignalSink sink) {
        sink.add(series, event.getTimestamp(), 1);
    }
}
