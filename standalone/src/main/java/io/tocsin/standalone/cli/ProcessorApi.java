package io.tocsin.standalone.cli;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The HTTP API of a running stream-processor. Every method throws {@link Failure} when nothing answers or the answer
 * is an error, with the reason it gives.
 */
public final class ProcessorApi implements AutoCloseable {
    private static final Duration TIME_OUT = Duration.ofSeconds(30);
    private static final JsonMapper JSON = new JsonMapper();

    private final URI base;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(TIME_OUT).build();

    /** @param base scheme, host and port, as {@code http://127.0.0.1:9090} */
    public ProcessorApi(URI base) {
        this.base = base;
    }

    /**
     * What became of one rule group of an applied file.
     *
     * @param changed false if the log had it just so
     */
    public record Applied(String group, long version, boolean changed) {}

    /**
     * One rule file to apply.
     *
     * @param source where it comes from, for those who list the rules later
     * @param text the YAML
     * @param effectiveFrom the first instant it holds for; empty for the next
     */
    public record RuleText(String namespace, String source, String text, Optional<Instant> effectiveFrom) {}

    /** Writes the file's groups to the log; nothing of it if any rule has a mistake. */
    public List<Applied> apply(RuleText rules) {
        Map<String, String> body = Map.of(
                "namespace", rules.namespace(),
                "source", rules.source(),
                "file", rules.text(),
                "effectiveFrom", rules.effectiveFrom().map(Instant::toString).orElse(""));
        JsonNode answer = send(request("/api/v1/rules/groups")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.valueToTree(body).toString())));
        List<Applied> applied = new ArrayList<>();
        for (JsonNode each : answer.path("applied")) {
            applied.add(new Applied(
                    each.path("group").asText(),
                    each.path("version").asLong(),
                    each.path("changed").asBoolean()));
        }
        return applied;
    }

    /** Removes a group; its alerts resolve. */
    public void delete(String namespace, String group) {
        send(request("/api/v1/rules/groups/" + encoded(group) + "?namespace=" + encoded(namespace))
                .DELETE());
    }

    /**
     * A rule group of the log, as it is now.
     *
     * @param intervalSeconds between two evaluations
     * @param effectiveFrom the first instant this version holds for, RFC 3339
     * @param source where the version came from, in words
     * @param rules how many it has, recording rules included
     */
    public record Group(
            String namespace,
            String name,
            double intervalSeconds,
            long version,
            String effectiveFrom,
            String source,
            int rules) {}

    /** Every group of every namespace. */
    public List<Group> groups() {
        JsonNode groups = send(request("/api/v1/rules").GET()).path("data").path("groups");
        return groups.valueStream().map(ProcessorApi::group).toList();
    }

    private static Group group(JsonNode json) {
        return new Group(
                json.path("namespace").asText(),
                json.path("name").asText(),
                json.path("interval").asDouble(),
                json.path("version").asLong(),
                json.path("effectiveFrom").asText(),
                json.path("source").asText(),
                json.path("rules").size());
    }

    /** The pending and firing alerts, in Prometheus' JSON. */
    public JsonNode alerts() {
        return send(request("/api/v1/alerts").GET()).path("data").path("alerts");
    }

    /**
     * The commands of the log, newest first, as the API has them.
     *
     * @param name empty: any
     * @param target empty: any
     * @param since RFC 3339; empty: from the beginning
     */
    public JsonNode commands(String name, String target, String since) {
        String query = "?limit=1000&name=" + encoded(name) + "&target=" + encoded(target) + "&since=" + encoded(since);
        return send(request("/api/v1/commands" + query).GET()).path("data").path("commands");
    }

    /**
     * What stops all commands.
     *
     * @param since when it was turned, RFC 3339; empty: never, as who and why
     */
    public record KillSwitch(boolean stopped, String by, String reason, String since) {

        private static KillSwitch of(JsonNode json) {
            return new KillSwitch(
                    json.path("stopped").asBoolean(),
                    json.path("by").asText(),
                    json.path("reason").asText(),
                    json.path("since").asText());
        }
    }

    /** Where the kill switch stands. */
    public KillSwitch killSwitch() {
        return KillSwitch.of(send(request("/api/v1/commands/kill-switch").GET()).path("data"));
    }

    /** Turns the kill switch. */
    public KillSwitch turnKillSwitch(boolean stopped, String by, String reason) {
        String body = JSON.createObjectNode()
                .put("stopped", stopped)
                .put("by", by)
                .put("reason", reason)
                .toString();
        return KillSwitch.of(send(request("/api/v1/commands/kill-switch")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body)))
                .path("data"));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path)).timeout(TIME_OUT);
    }

    private JsonNode send(HttpRequest.Builder builder) {
        HttpRequest request = builder.build();
        try {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            if (response.statusCode() / 100 == 2) {
                return response.body().isBlank() ? JSON.createObjectNode() : JSON.readTree(response.body());
            }
            throw new Failure(reason(response));
        } catch (ConnectException e) {
            throw new Failure("nothing answers at " + base + "; start it with `tocsin up`, or say where with --url", e);
        } catch (IOException e) {
            throw new Failure("no usable answer from " + request.uri() + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("interrupted while asking " + base, e);
        }
    }

    private static String reason(HttpResponse<String> response) {
        try {
            String error = JSON.readTree(response.body()).path("error").asText();
            if (!error.isEmpty()) {
                return error;
            }
        } catch (JacksonException _) {
            // Not ours, then: some other server's page says less than its status.
        }
        return response.uri() + " answered with HTTP status " + response.statusCode();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public void close() {
        client.close();
    }
}
