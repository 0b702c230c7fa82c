package io.tocsin.collector.otlp;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tocsin.collector.http.BoundedBody;
import io.tocsin.collector.http.BudgetExhaustedException;
import io.tocsin.collector.intake.ByteBudget;
import io.tocsin.collector.intake.Intake;
import io.tocsin.collector.intake.Outcome;
import io.tocsin.collector.intake.Receipt;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;

/**
 * {@code POST /v1/metrics}, by the OTLP specification. 200: everything is stored that the answer does not call
 * rejected. 400: not a request at all. 413: too large. 415: neither protobuf nor JSON, or compressed otherwise than with
 * gzip. 503 with {@code Retry-After}: send it again.
 */
public final class OtlpHandler implements Handler {

    public static final String PATH = "/v1/metrics";

    /** Where Prometheus takes the same, so that a sender has only the host to change. */
    public static final String PROMETHEUS_PATH = "/api/v1/otlp/v1/metrics";

    private final Intake intake;
    private final OtlpLimits limits;
    private final OtlpTranslator translator;
    private final ByteBudget bodies;
    private final ByteBudget messages;
    private final Counter exemplars;
    private final MeterRegistry registry;

    /** @param clock tells which sums of deltas are idle */
    public OtlpHandler(
            Intake intake, OtlpLimits limits, OtlpSettings settings, InstantSource clock, MeterRegistry registry) {
        this.intake = intake;
        this.limits = limits;
        this.registry = registry;
        this.translator = new OtlpTranslator(intake, limits, settings, clock, registry);
        this.bodies = new ByteBudget(limits.bytesAtATime());
        this.messages = new ByteBudget(limits.bytesAtATime());
        this.exemplars = Counter.builder("tocsin.collector.otlp.ignored")
                .description("Parts of requests that are left out")
                .tag("kind", "exemplar")
                .register(registry);
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response) throws IOException {
        response.beforeSend(() -> count(response.status().code()));
        String type = request.headers().first(HeaderNames.CONTENT_TYPE).orElse("");
        OtlpAnswers answers = new OtlpAnswers(response, Encoding.of(type).orElse(Encoding.JSON));
        try {
            if (Encoding.of(type).isEmpty()) {
                throw OtlpException.unsupported(
                        "Content-Type must be application/x-protobuf or application/json, is " + type);
            }
            Translated translated = translate(request, answers.encoding());
            exemplars.increment(translated.exemplars());
            answer(answers, translated, intake.accept(translated.batch()));
        } catch (OtlpException e) {
            answers.refused(e.status(), String.valueOf(e.getMessage()));
        } catch (BudgetExhaustedException e) {
            answers.later(String.valueOf(e.getMessage()));
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

    private Translated translate(ServerRequest request, Encoding encoding) throws IOException, OtlpException {
        try (BoundedBody body = new BoundedBody(bodies);
                BoundedBody room = new BoundedBody(messages)) {
            byte[] bytes = body(request, body);
            return translator.translate(encoding.read(bytes, new MessageRoom(messages.limit(), room::reserve)));
        }
    }

    private byte[] body(ServerRequest request, BoundedBody body) throws IOException, OtlpException {
        String encoding = request.headers()
                .first(HeaderNames.CONTENT_ENCODING)
                .filter(value -> !value.isBlank())
                .orElse("identity")
                .toLowerCase(Locale.ROOT);
        if (!encoding.equals("identity") && !encoding.equals("gzip")) {
            throw OtlpException.unsupported("Content-Encoding must be gzip or none, is " + encoding);
        }
        if (request.headers().contentLength().orElse(0) > limits.bodyBytes()) {
            throw tooLarge(limits.bodyBytes(), "");
        }
        byte[] bytes = body.read(request.content().inputStream(), limits.bodyBytes());
        if (bytes == null) {
            throw tooLarge(limits.bodyBytes(), "");
        }
        return encoding.equals("gzip") ? original(bytes, body) : bytes;
    }

    private byte[] original(byte[] compressed, BoundedBody body) throws OtlpException {
        try (InputStream gzip = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
            byte[] bytes = body.read(gzip, limits.uncompressedBytes());
            if (bytes == null) {
                throw tooLarge(limits.uncompressedBytes(), " uncompressed");
            }
            return bytes;
        } catch (IOException e) {
            throw OtlpException.malformed("the body is not compressed with gzip: " + e.getMessage());
        }
    }

    private static OtlpException tooLarge(int most, String how) {
        return OtlpException.tooLarge("the body has more than " + most + " bytes" + how);
    }

    /** Waits: a 2xx is a promise that the samples survive. */
    private void answer(OtlpAnswers answers, Translated translated, Receipt receipt) {
        try {
            Outcome outcome = receipt.outcome().get(limits.patience().toMillis(), TimeUnit.MILLISECONDS);
            switch (outcome) {
                case Outcome.Stored() -> stored(answers, translated, receipt);
                case Outcome.Unavailable unavailable -> answers.later(unavailable.text());
            }
        } catch (TimeoutException e) {
            answers.later("Kafka did not acknowledge within " + limits.patience());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            answers.later("the collector is stopping");
        } catch (ExecutionException e) {
            throw new IllegalStateException("an outcome never fails", e);
        }
    }

    private static void stored(OtlpAnswers answers, Translated translated, Receipt receipt) {
        if (receipt.refusals().isEmpty()) {
            answers.stored();
        } else {
            // What only the core could see: the same sample of two metrics that became one name.
            int collisions = receipt.refusals().total() - translated.refusedSamples();
            answers.partlyStored(translated.refusedPoints() + collisions, receipt.refusals());
        }
    }
}
