package io.tocsin.collector.reserves;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tocsin.collector.fetch.FetchFailure;
import io.tocsin.collector.fetch.Fetched;
import io.tocsin.collector.fetch.Fetcher;
import io.tocsin.collector.fetch.Response;
import io.tocsin.collector.reserves.Trouble.Reason;
import java.io.IOException;
import java.time.Duration;

/** Asks for a JSON document; its numbers stay as they are written, digit by digit. */
final class DocumentReader {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final Fetcher fetcher;

    DocumentReader(Fetcher fetcher) {
        this.fetcher = fetcher;
    }

    JsonNode ask(Question.Document question, Duration timeout) throws Trouble, InterruptedException {
        Fetched fetched = fetcher.fetch(question.fetch(), question.url(), timeout);
        if (fetched.failure().isPresent()) {
            FetchFailure failure = fetched.failure().get();
            throw new Trouble(reason(failure.reason()), failure.toString());
        }
        Response response = fetched.response();
        if (response.status() < 200 || response.status() > 299) {
            throw new Trouble(Reason.STATUS, "the answer has the HTTP status " + response.status());
        }
        if (response.cut()) {
            throw new Trouble(Reason.MALFORMED, "the answer has more than " + response.body().length + " bytes");
        }
        return parse(response.body());
    }

    private static JsonNode parse(byte[] body) throws Trouble {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            // Its own message quotes the document.
            String where = e.getLocation() == null
                    ? ""
                    : " (" + e.getLocation().getLineNr() + ":" + e.getLocation().getColumnNr() + ")";
            throw new Trouble(Reason.MALFORMED, "the answer is no JSON" + where);
        } catch (IOException e) {
            throw new Trouble(Reason.MALFORMED, "the answer is no JSON");
        }
    }

    private static Reason reason(FetchFailure.Reason reason) {
        return switch (reason) {
            case RESOLVE, CONNECT, CONNECTION_LOST -> Reason.UNREACHABLE;
            case TIMEOUT -> Reason.TIMEOUT;
            case TLS -> Reason.TLS;
            case MALFORMED, REDIRECT -> Reason.MALFORMED;
            case CONFIGURATION -> Reason.CONFIGURATION;
        };
    }
}
