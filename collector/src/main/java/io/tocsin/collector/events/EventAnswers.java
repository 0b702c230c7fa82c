package io.tocsin.collector.events;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerResponse;
import io.tocsin.collector.http.Answers;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** The answers: one form, whatever happened, so that a program reads all of them the same way. */
final class EventAnswers {

    private static final JsonFactory JSON = new JsonFactory();

    /** For how long a sender should stay away when the log does. */
    private static final long LOG_AWAY_SECONDS = 5;

    private EventAnswers() {}

    /** What became of each event of a request that could be taken apart. */
    static void stored(ServerResponse response, EventBatch batch) {
        boolean nothingGood = batch.good() == 0 && batch.received() > 0;
        Answers.json(response, nothingGood ? 400 : 200, write(json -> {
            counts(json, batch.good(), batch.rejected(), batch.repeated());
            json.writeArrayFieldStart("errors");
            for (EventBatch.Rejection rejection : batch.rejections()) {
                json.writeStartObject();
                json.writeNumberField("index", rejection.index());
                json.writeStringField("field", rejection.problem().field());
                json.writeStringField("reason", rejection.problem().text());
                json.writeEndObject();
            }
            json.writeEndArray();
        }));
    }

    /** Nothing was taken. */
    static void refused(ServerResponse response, RequestRefusedException refusal) {
        if (refusal.retryAfterSeconds() > 0) {
            response.header(HeaderNames.RETRY_AFTER, Long.toString(refusal.retryAfterSeconds()));
        }
        refused(response, refusal.reason().status(), String.valueOf(refusal.getMessage()));
    }

    /** The log does not take it just now: nothing is wrong with the request. */
    static void logAway(ServerResponse response, String why) {
        response.header(HeaderNames.RETRY_AFTER, Long.toString(LOG_AWAY_SECONDS));
        refused(response, 503, why);
    }

    private static void refused(ServerResponse response, int status, String why) {
        Answers.json(response, status, write(json -> {
            counts(json, 0, 0, 0);
            json.writeArrayFieldStart("errors");
            json.writeStartObject();
            json.writeStringField("reason", why);
            json.writeEndObject();
            json.writeEndArray();
        }));
    }

    private static void counts(JsonGenerator json, int accepted, int rejected, int repeated) throws IOException {
        json.writeNumberField("accepted", accepted);
        json.writeNumberField("rejected", rejected);
        json.writeNumberField("repeated", repeated);
    }

    @FunctionalInterface
    private interface Fields {
        void write(JsonGenerator json) throws IOException;
    }

    private static String write(Fields fields) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            fields.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return text.toString();
    }
}
