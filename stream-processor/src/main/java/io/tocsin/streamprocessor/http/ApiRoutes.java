package io.tocsin.streamprocessor.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.tocsin.promql.PromqlException;
import io.tocsin.promql.eval.Result;
import io.tocsin.streamprocessor.query.Peers;
import io.tocsin.streamprocessor.query.QueryService;
import io.tocsin.streamprocessor.query.QueryService.UnavailableException;
import io.tocsin.streamprocessor.root.NamespaceView;
import io.tocsin.streamprocessor.root.RootTask;
import io.tocsin.streamprocessor.topology.LocalTasks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import org.apache.kafka.streams.state.HostInfo;

/** What Prometheus' API answers: alerts, rules, instant queries. */
final class ApiRoutes {

    private static final String LOCAL = "local";

    private final QueryService queries;
    private final LocalTasks tasks;
    private final Peers peers;

    ApiRoutes(QueryService queries, LocalTasks tasks, Peers peers) {
        this.queries = queries;
        this.tasks = tasks;
        this.peers = peers;
    }

    void register(HttpRouting.Builder routes) {
        routes.get("/api/v1/alerts", (request, response) -> gather(request, response, "alerts", PrometheusJson::alerts))
                .get("/api/v1/rules", (request, response) -> gather(request, response, "groups", PrometheusJson::rules))
                .get("/api/v1/query", (request, response) -> query(parameters(request), response))
                .post("/api/v1/query", (request, response) -> query(parameters(request), response))
                .get(QueryService.LEAVES_PATH, this::leaves);
    }

    /** What lives here and, unless another instance asks, what lives elsewhere. */
    private void gather(
            ServerRequest request,
            ServerResponse response,
            String list,
            Function<List<NamespaceView>, ObjectNode> here) {
        List<NamespaceView> views =
                tasks.roots().stream().map(RootTask::view).flatMap(List::stream).toList();
        ObjectNode data = here.apply(views);
        if (!request.query().contains(LOCAL)) {
            try {
                for (HostInfo other : peers.others()) {
                    byte[] answer = peers.get(other, request.path().path() + "?" + LOCAL + "=1");
                    JsonNode theirs =
                            PrometheusJson.MAPPER.readTree(answer).path("data").path(list);
                    theirs.forEach(((ArrayNode) data.get(list))::add);
                }
            } catch (IOException e) {
                unavailable(response, e);
                return;
            }
        }
        send(response, Status.OK_200, PrometheusJson.success(data));
    }

    private static Parameters parameters(ServerRequest request) {
        return Parameters.of(request);
    }

    private void query(Parameters parameters, ServerResponse response) {
        String text = parameters.get("query");
        if (text.isBlank()) {
            bad(response, "the parameter query is missing");
            return;
        }
        long at;
        try {
            at = time(parameters.get("time"));
        } catch (DateTimeException | NumberFormatException e) {
            bad(response, "the parameter time is neither seconds since 1970 nor RFC 3339: " + parameters.get("time"));
            return;
        } catch (UnavailableException e) {
            unavailable(response, e);
            return;
        }
        answer(text, at, response);
    }

    private void answer(String text, long at, ServerResponse response) {
        try {
            Result result = queries.instant(text, at);
            ObjectNode answer = PrometheusJson.success(PrometheusJson.instant(result.value(), at));
            send(response, Status.OK_200, answer);
        } catch (PromqlException e) {
            bad(response, String.valueOf(e.getMessage()));
        } catch (UnavailableException e) {
            unavailable(response, e);
        }
    }

    private long time(String text) throws UnavailableException {
        if (text.isEmpty()) {
            OptionalLong watermark = queries.watermark();
            return watermark.orElseThrow(QueryService::noWatermark);
        }
        return Parameters.millis(text);
    }

    private void leaves(ServerRequest request, ServerResponse response) {
        Parameters parameters = Parameters.of(request);
        try {
            byte[] report = queries.leaves(
                    parameters.get("topic"),
                    Integer.parseInt(parameters.get("partition")),
                    parameters.get("query"),
                    Long.parseLong(parameters.get("time")));
            response.send(report);
        } catch (NumberFormatException | PromqlException e) {
            bad(response, String.valueOf(e.getMessage()));
        } catch (UnavailableException e) {
            unavailable(response, e);
        }
    }

    private static void unavailable(ServerResponse response, Exception e) {
        String message = String.valueOf(e.getMessage());
        send(response, Status.SERVICE_UNAVAILABLE_503, PrometheusJson.error("unavailable", message));
    }

    static void bad(ServerResponse response, String message) {
        send(response, Status.BAD_REQUEST_400, PrometheusJson.error("bad_data", message));
    }

    static void send(ServerResponse response, Status status, JsonNode body) {
        response.status(status)
                .header(HeaderNames.CONTENT_TYPE, "application/json")
                .send(body.toString().getBytes(StandardCharsets.UTF_8));
    }
}
