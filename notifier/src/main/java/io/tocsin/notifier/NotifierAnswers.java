package io.tocsin.notifier;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.notifier.http.NotifierHttp;
import io.tocsin.notifier.send.Recent;
import io.tocsin.schemas.avro.Notification;
import io.tocsin.schemas.avro.NotificationOutcome;
import java.time.Instant;
import java.util.Locale;

/** What the notifier says of itself over HTTP. */
record NotifierAnswers(NotifierService service, NotifierMetrics measured) implements NotifierHttp.Answers {

    private static final ObjectMapper MAPPER = JsonMapper.builder().build();

    @Override
    public Health live() {
        NotifierStatus status = service.status();
        return new Health(!status.failed(), json(status, status.failed() ? "failed" : "alive"));
    }

    @Override
    public Health ready() {
        NotifierStatus status = service.status();
        return new Health(status.ready(), json(status, status.ready() ? "ready" : "not ready"));
    }

    private static String json(NotifierStatus status, String word) {
        return MAPPER.createObjectNode()
                .put("status", word)
                .put("topology", status.state().toLowerCase(Locale.ROOT))
                .put("open", status.open())
                .put("delivered", status.delivered())
                .put("rejected", status.rejected())
                .toString();
    }

    @Override
    public String metrics() {
        return measured.scrape();
    }

    @Override
    public String notifications() {
        ObjectNode answer = MAPPER.createObjectNode().put("status", "success");
        ArrayNode data = answer.putArray("data");
        service.sender().recent().list().forEach(told -> put(data.addObject(), told));
        return answer.toString();
    }

    private static void put(ObjectNode node, Recent.Told told) {
        Notification notification = told.notification();
        node.put("id", told.id());
        node.put("decidedAt", Instant.ofEpochMilli(notification.getDecidedAt()).toString());
        node.put("receiver", notification.getReceiver());
        node.put("integration", notification.getIntegration());
        node.put("groupKey", notification.getGroupKey());
        node.put("reason", notification.getReason());
        node.put("alerts", notification.getAlerts().size() + notification.getTruncatedAlerts());
        NotificationOutcome outcome = told.outcome();
        if (outcome != null) {
            node.putObject("outcome")
                    .put("result", outcome.getResult().name().toLowerCase(Locale.ROOT))
                    .put("reason", outcome.getReason())
                    .put("at", Instant.ofEpochMilli(outcome.getAt()).toString())
                    .put("attempts", outcome.getAttempts());
        }
    }
}
