package io.tocsin.streamprocessor.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.tocsin.promql.PromqlException;
import io.tocsin.schemas.config.ConfigException;
import io.tocsin.streamprocessor.control.RuleControl;
import io.tocsin.streamprocessor.control.RuleControl.NoPartitionException;
import io.tocsin.streamprocessor.control.RuleControl.ReservedGroupException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;

/** Rules into the log and out of it. */
final class RuleRoutes {

    private static final String DEFAULT_NAMESPACE = "default";

    private final RuleControl control;

    RuleRoutes(RuleControl control) {
        this.control = control;
    }

    void register(HttpRouting.Builder routes) {
        routes.post("/api/v1/rules/groups", this::apply).delete("/api/v1/rules/groups/{group}", this::delete);
    }

    private void apply(ServerRequest request, ServerResponse response) {
        try {
            JsonNode body = RequestBody.json(request);
            String from = body.path("effectiveFrom").asText();
            Optional<Instant> effective = from.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(from));
            String source = body.path("source").asText("api");
            ObjectNode answer = PrometheusJson.MAPPER.createObjectNode();
            ArrayNode applied = answer.putArray("applied");
            control.apply(
                            namespace(body.path("namespace").asText()),
                            source,
                            body.path("file").asText(),
                            effective)
                    .forEach(group -> applied.addObject()
                            .put("group", group.group())
                            .put("version", group.revision())
                            .put("content", group.version())
                            .put("changed", group.changed()));
            ApiRoutes.send(response, Status.OK_200, answer);
        } catch (JsonProcessingException e) {
            ApiRoutes.bad(response, "the body is not JSON: " + e.getOriginalMessage());
        } catch (DateTimeException e) {
            ApiRoutes.bad(response, "effectiveFrom is not RFC 3339: " + e.getMessage());
        } catch (ConfigException | PromqlException e) {
            ApiRoutes.bad(response, String.valueOf(e.getMessage()));
        } catch (NoPartitionException | KafkaException e) {
            unavailable(response, e);
        }
    }

    private void delete(ServerRequest request, ServerResponse response) {
        String group = request.path().pathParameters().get("group");
        try {
            if (control.delete(namespace(Parameters.of(request).get("namespace")), group)) {
                ApiRoutes.send(
                        response,
                        Status.OK_200,
                        PrometheusJson.MAPPER.createObjectNode().put("removed", group));
            } else {
                ApiRoutes.send(
                        response, Status.NOT_FOUND_404, PrometheusJson.error("not_found", "no rule group " + group));
            }
        } catch (ReservedGroupException e) {
            ApiRoutes.bad(response, String.valueOf(e.getMessage()));
        } catch (NoPartitionException | KafkaException e) {
            unavailable(response, e);
        }
    }

    private static String namespace(String text) {
        return text.isEmpty() ? DEFAULT_NAMESPACE : text;
    }

    private static void unavailable(ServerResponse response, RuntimeException e) {
        ApiRoutes.send(
                response,
                Status.SERVICE_UNAVAILABLE_503,
                PrometheusJson.error("unavailable", String.valueOf(e.getMessage())));
    }
}
