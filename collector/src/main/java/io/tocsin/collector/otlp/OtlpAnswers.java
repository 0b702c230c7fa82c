package io.tocsin.collector.otlp;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerResponse;
import io.tocsin.collector.http.Answers;
import io.tocsin.collector.intake.Reason;
import io.tocsin.collector.intake.Refusals;
import java.util.Map;
import java.util.stream.Collectors;

/** The answers of OTLP over HTTP. */
record OtlpAnswers(ServerResponse response, Encoding encoding) {

    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;
    private static final int GRPC_INVALID_ARGUMENT = 3;
    private static final int GRPC_UNAVAILABLE = 14;

    /** So many refusals are named one by one; a sender logs the message. */
    private static final int NAMED = 10;

    void stored() {
        send(OK, encoding.response(0, ""));
    }

    /** The rest is stored. No points refused and a message all the same is a warning. */
    void partlyStored(long refusedPoints, Refusals refusals) {
        send(OK, encoding.response(refusedPoints, message(refusals)));
    }

    private static String message(Refusals refusals) {
        String named = refusals.text().lines().limit(NAMED).collect(Collectors.joining("\n"));
        return refusals.total() <= NAMED ? named : named + "\nin all, in samples: " + counts(refusals.counts());
    }

    private static String counts(Map<Reason, Integer> counts) {
        return counts.entrySet().stream()
                .map(count -> count.getKey().label() + "=" + count.getValue())
                .collect(Collectors.joining(" "));
    }

    /** Sending it again is of no use. */
    void refused(int status, String why) {
        send(status, encoding.status(GRPC_INVALID_ARGUMENT, why));
    }

    /** Nothing is wrong with the request: send it again later. */
    void later(String why) {
        response.header(HeaderNames.RETRY_AFTER, Answers.RETRY_AFTER_SECONDS);
        send(UNAVAILABLE, encoding.status(GRPC_UNAVAILABLE, why));
    }

    private void send(int status, byte[] body) {
        response.header(HeaderNames.CONTENT_TYPE, encoding.contentType());
        response.status(status).send(body);
    }
}
