package io.tocsin.collector.remotewrite;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tocsin.collector.http.Answers;
import io.tocsin.collector.http.BoundedBody;
import io.tocsin.collector.http.BudgetExhaustedException;
import io.tocsin.collector.intake.ByteBudget;
import io.tocsin.collector.intake.Intake;
import io.tocsin.collector.intake.Outcome;
import io.tocsin.collector.intake.Receipt;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * {@code POST /api/v1/write}. 204: everything is stored. 400: nothing or not everything was taken, the text says what
 * and why, and sending it again is of no use; what was good of it is stored. 413: too large. 415: neither remote write
 * 1.0 nor 2.0. 429 with {@code Retry-After}: a source sends too fast; the rest is stored. 503 with {@code Retry-After}:
 * send it again.
 */
public final class RemoteWriteHandler implements Handler {

    public static final String PATH = "/api/v1/write";

    private final Intake intake;
    private final RequestLimits limits;
    private final WriteDecoder decoder1;
    private final WriteDecoder decoder2;
    private final ByteBudget atATime;
    private final Counter exemplars;
    private final Counter metadata;
    private final Counter busy;
    private final MeterRegistry registry;

    public RemoteWriteHandler(Intake intake, RequestLimits limits, MeterRegistry registry) {
        this.intake = intake;
        this.limits = limits;
        this.registry = registry;
        this.decoder1 = new RemoteWriteDecoder(intake, limits.samples(), limits.rememberedSeries());
        this.decoder2 =
                new SymbolizedDecoder(intake, limits.samples(), limits.uncompressedBytes(), limits.rememberedSeries());
        this.atATime = new ByteBudget(limits.bytesAtATime());
        this.exemplars = ignored("exemplar");
        this.metadata = ignored("metadata");
        this.busy = refused("busy");
        Arrays.stream(RemoteWriteException.Kind.values()).forEach(kind -> refused(kind.label()));
    }

    private Counter refused(String reason) {
        return Counter.builder("tocsin.collector.remote.write.refused")
                .description("Requests of which nothing was taken")
                .tag("reason", reason)
                .register(registry);
    }

    private Counter ignored(String kind) {
        return Counter.builder("tocsin.collector.remote.write.ignored")
                .description("Parts of requests that are left out")
                .tag("kind", kind)
                .register(registry);
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response) throws IOException {
        response.beforeSend(() -> count(response.status().code()));
        try {
            WriteMessage message = WriteMessage.of(
                    header(request, HeaderNames.CONTENT_ENCODING), header(request, HeaderNames.CONTENT_TYPE));
            handle(message, request, response);
        } catch (RemoteWriteException e) {
            refuse(response, e);
        }
    }

    private void handle(WriteMessage message, ServerRequest request, ServerResponse response) throws IOException {
        try {
            answer(response, message, accept(request, decoder(message)));
        } catch (RemoteWriteException e) {
            Written.say(response, message, 0);
            refuse(response, e);
        } catch (BudgetExhaustedException e) {
            busy.increment();
            Answers.later(response, String.valueOf(e.getMessage()));
        }
    }

    private WriteDecoder decoder(WriteMessage message) {
        return switch (message) {
            case V1 -> decoder1;
            case V2 -> decoder2;
        };
    }

    private void refuse(ServerResponse response, RemoteWriteException e) {
        refused(e.kind().label()).increment();
        Answers.text(response, e.status(), String.valueOf(e.getMessage()));
    }

    private void count(int status) {
        Counter.builder("tocsin.collector.http.requests")
                .description("Requests answered")
                .tag("path", PATH)
                .tag("status", Integer.toString(status))
                .register(registry)
                .increment();
    }

    private static String header(ServerRequest request, HeaderName name) {
        return request.headers().first(name).orElse("");
    }

    private Receipt accept(ServerRequest request, WriteDecoder decoder) throws IOException, RemoteWriteException {
        requireFitting(request.headers().contentLength().orElse(0));
        try (BoundedBody body = new BoundedBody(atATime)) {
            byte[] block = body.read(request.content().inputStream(), limits.bodyBytes());
            if (block == null) {
                throw tooLarge();
            }
            byte[] original = SnappyBlock.uncompress(block, limits.uncompressedBytes(), body::allocate);
            DecodedWrite write = decoder.decode(original, original.length);
            exemplars.increment(write.exemplars());
            metadata.increment(write.metadata());
            return intake.accept(write.batch());
        }
    }

    private void requireFitting(long contentLength) throws RemoteWriteException {
        if (contentLength > limits.bodyBytes()) {
            throw tooLarge();
        }
    }

    private RemoteWriteException tooLarge() {
        return RemoteWriteException.bodyTooLarge("the body has more than " + limits.bodyBytes() + " bytes");
    }

    /** Waits: a 2xx is a promise that the samples survive. */
    private void answer(ServerResponse response, WriteMessage message, Receipt receipt) {
        try {
            Outcome outcome = receipt.outcome().get(limits.patience().toMillis(), TimeUnit.MILLISECONDS);
            switch (outcome) {
                case Outcome.Stored() -> stored(response, message, receipt);
                case Outcome.Unavailable unavailable -> Answers.later(response, unavailable.text());
            }
        } catch (TimeoutException e) {
            Answers.later(response, "Kafka did not acknowledge within " + limits.patience());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            Answers.later(response, "the collector is stopping");
        } catch (ExecutionException e) {
            throw new IllegalStateException("an outcome never fails", e);
        }
    }

    private static void stored(ServerResponse response, WriteMessage message, Receipt receipt) {
        Written.say(response, message, receipt.taken());
        if (receipt.refusals().isEmpty()) {
            Answers.nothing(response);
        } else if (receipt.refusals().hasPace()) {
            Answers.tooFast(response, receipt.refusals().text());
        } else {
            Answers.text(response, 400, receipt.refusals().text());
        }
    }
}
