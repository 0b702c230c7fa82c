package io.tocsin.collector.events;

import io.helidon.webserver.http.HttpRouting;
import io.micrometer.core.instrument.MeterRegistry;
import io.tocsin.collector.intake.ByteBudget;
import io.tocsin.collector.intake.Intake;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;

/** {@code POST /v1/migrations}, {@code /v1/reserves}, {@code /v1/activity}; {@code GET /schemas} and below. */
public final class EventRoutes {

    private final Map<EventKind, EventsHandler> handlers = new EnumMap<>(EventKind.class);
    private final SchemaPages schemas;

    /** @param intake whose bound on what is under way holds for events, too */
    public EventRoutes(EventLog log, Intake intake, EventLimits limits, InstantSource clock, MeterRegistry registry) {
        EventsHandler.Gate gate = new EventsHandler.Gate(
                new ByteBudget(limits.body().bytesAtATime()),
                new SourceRates(limits.eventsPerSecond(), limits.json().events()),
                clock);
        for (EventKind kind : EventKind.values()) {
            EventIntake events = new EventIntake(
                    kind, log.encoder(kind), intake.outbox(log.publisher(kind)), limits, clock, registry);
            handlers.put(kind, new EventsHandler(kind, events, limits, gate, registry));
        }
        this.schemas = new SchemaPages(limits.json());
    }

    public void register(HttpRouting.Builder routes) {
        handlers.forEach((kind, handler) -> routes.post(kind.path(), handler));
        schemas.register(routes);
    }
}
