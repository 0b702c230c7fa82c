package io.tocsin.collector.events;

import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tocsin.collector.events.RequestRefusedException.Reason;
import io.tocsin.collector.events.json.DocumentException;
import io.tocsin.collector.events.json.EventDocument;
import io.tocsin.collector.http.BoundedBody;
import io.tocsin.collector.http.BudgetExhaustedException;
import io.tocsin.collector.intake.ByteBudget;
import io.tocsin.collector.intake.Outcome;
import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * {@code POST} of one kind of events. 200: what is good is stored, the body says what is not and why. 400: nothing is
 * good. 413: too large. 415: neither JSON nor lines of it. 429 and 503 with {@code Retry-After}: send it again.
 */
final class EventsHandler implements Handler {

    private static final long BUSY_SECONDS = 5;

    private final EventKind kind;
    private final EventIntake intake;
    private final EventDocument document;
    private final BodyLimits limits;
    private final Gate gate;
    private final MeterRegistry registry;

    /** What all kinds of events share: the memory for requests, and what each source may send. */
    record Gate(ByteBudget atATime, SourceRates rates, InstantSource clock) {}

    private record Accepted(EventBatch batch, CompletableFuture<Outcome> outcome) {}

    EventsHandler(EventKind kind, EventIntake intake, EventLimits limits, Gate gate, MeterRegistry registry) {
        this.kind = kind;
        this.intake = intake;
        this.document = new EventDocument(kind.schema(), limits.json());
        this.limits = limits.body();
        this.gate = gate;
        this.registry = registry;
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response) throws IOException {
        response.beforeSend(() -> count(response.status().code()));
        try {
            answer(response, accept(request));
        } catch (RequestRefusedException e) {
            intake.metrics().refused(e.reason());
            EventAnswers.refused(response, e);
        }
    }

    private void count(int status) {
        Counter.builder("tocsin.collector.http.requests")
                .description("Requests answered")
                .tag("path", kind.path())
                .tag("status", Integer.toString(status))
                .register(registry)
                .increment();
    }

    private Accepted accept(ServerRequest request) throws IOException, RequestRefusedException {
        try (BoundedBody held = new BoundedBody(gate.atATime)) {
            EventBatch batch = batch(EventBody.read(request, limits, held));
            requireRate(request.remotePeer().host(), batch.received());
            return new Accepted(batch, intake.accept(batch));
        } catch (BudgetExhaustedException e) {
            throw new RequestRefusedException(Reason.BUSY, String.valueOf(e.getMessage()), BUSY_SECONDS);
        }
    }

    private void requireRate(String source, int events) throws RequestRefusedException {
        long seconds = gate.rates.take(source, events, gate.clock.millis());
        if (seconds > 0) {
            String text = "too many events a second come from this address; send them again in " + seconds + " s";
            throw new RequestRefusedException(Reason.RATE_LIMITED, text, seconds);
        }
    }

    private EventBatch batch(EventBody body) throws RequestRefusedException {
        EventBatch batch = intake.batch();
        try {
            if (body.lines()) {
                document.readLines(body.json(), batch);
            } else {
                document.read(body.json(), batch);
            }
            return batch;
        } catch (DocumentException e) {
            Reason reason = e.tooLarge() ? Reason.TOO_MANY_EVENTS : Reason.MALFORMED;
            throw new RequestRefusedException(reason, String.valueOf(e.getMessage()));
        }
    }

    /** Waits: a 2xx is a promise that the events survive. */
    private void answer(ServerResponse response, Accepted accepted) {
        try {
            Outcome outcome = accepted.outcome.get(limits.patience().toMillis(), TimeUnit.MILLISECONDS);
            switch (outcome) {
                case Outcome.Stored() -> EventAnswers.stored(response, accepted.batch);
                case Outcome.Unavailable(var reason, String detail) ->
                    EventAnswers.logAway(response, "the events are not stored (" + reason.label() + "): " + detail);
            }
        } catch (TimeoutException e) {
            EventAnswers.logAway(response, "Kafka did not acknowledge within " + limits.patience());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            EventAnswers.logAway(response, "the collector is stopping");
        } catch (ExecutionException e) {
            throw new IllegalStateException("an outcome never fails", e);
        }
    }
}
