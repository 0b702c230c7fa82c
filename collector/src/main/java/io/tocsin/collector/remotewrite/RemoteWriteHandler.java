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
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * {@code POST /api/v1/write}. 204: everything is stored. 400: nothing or not everything was taken, the text says what
 * and why, and sending it again is of no use; what was good of it is stored. 413: too large. 415: not remote write 1.0.
 * 503 with {@code Retry-After}: send it again.
 */
public final class RemoteWriteHandler implements Handler {

    public static final String PATH = "/api/v1/write";

    private final Intake intake;
    private final RequestLimits limits;
    private final RemoteWriteDecoder decoder;
    private final ByteBudget atATime;
    private final Counter exemplars;
    private final Counter metadata;
    private final MeterRegistry registry;

    public RemoteWriteHandler(Intake intake, RequestLimits limits, MeterRegistry registry) {
        this.intake = intake;
        this.limits = limits;
        this.registry = registry;
        this.decoder = new RemoteWriteDecoder(intake, limits.samples(), limits.rememberedSeries());
        this.atATime = new ByteBudget(limits.bytesAtATime());
        this.exemplars = ignored("exemplar");
        this.metadata = ignored("metadata");
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
            requireRemoteWrite1(request);
            answer(response, accept(request));
        } catch (RemoteWriteException e) {
            Answers.text(response, e.status(), String.valueOf(e.getMessage()));
        } catch (BudgetExhaustedException e) {
            Answers.later(response, String.valueOf(e.getMessage()));
        }
    }

    private void count(int status) {
        Counter.builder("tocsin.collector.http.requests")
                .description("Requests answered")
                .tag("path", PATH)
                .tag("status", Integer.toString(status))
                .register(registry)
                .increment();
    }

    private static void requireRemoteWrite1(ServerRequest request) throws RemoteWriteException {
        String encoding = header(request, HeaderNames.CONTENT_ENCODING);
        if (!encoding.isEmpty() && !encoding.equals("snappy")) {
            throw RemoteWriteException.unsupported("Content-Encoding must be snappy, is " + encoding);
        }
        String type = header(request, HeaderNames.CONTENT_TYPE).replace(" ", "");
        if (!type.isEmpty() && !type.startsWith("application/x-protobuf")) {
            throw RemoteWriteException.unsupported("Content-Type must be application/x-protobuf, is " + type);
        }
        if (type.contains("proto=") && !type.contains("proto=prometheus.writerequest")) {
            throw RemoteWriteException.unsupported(
                    "only remote write 1.0 is taken (proto=prometheus.WriteRequest), not " + type);
        }
    }

    private static String header(ServerRequest request, HeaderName name) {
        return request.headers().first(name).orElse("").toLowerCase(Locale.ROOT);
    }

    private Receipt accept(ServerRequest request) throws IOException, RemoteWriteException {
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
        return RemoteWriteException.tooLarge("the body has more than " + limits.bodyBytes() + " bytes");
    }

    /** Waits: a 2xx is a promise that the samples survive. */
    private void answer(ServerResponse response, Receipt receipt) {
        try {
            Outcome outcome = receipt.outcome().get(limits.patience().toMillis(), TimeUnit.MILLISECONDS);
            switch (outcome) {
                case Outcome.Stored() -> stored(response, receipt);
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

    private static void stored(ServerResponse response, Receipt receipt) {
        if (receipt.refusals().isEmpty()) {
            Answers.nothing(response);
        } else {
            Answers.text(response, 400, receipt.refusals().text());
        }
    }
}
