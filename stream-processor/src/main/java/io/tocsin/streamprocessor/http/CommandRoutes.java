package io.tocsin.streamprocessor.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.tocsin.schemas.config.Durations;
import io.tocsin.streamprocessor.commandlog.Batch;
import io.tocsin.streamprocessor.commandlog.CommandFilter;
import io.tocsin.streamprocessor.commandlog.CommandHistory;
import io.tocsin.streamprocessor.commandlog.Cursor;
import io.tocsin.streamprocessor.control.KillSwitch;
import io.tocsin.streamprocessor.control.RuleControl.NoPartitionException;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;

/** What was commanded, what is commanded next, and the switch that stops it. */
final class CommandRoutes {

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
    private static final int DEFAULT_LIMIT = 100;
    private static final int HIGHEST_LIMIT = 1_000;
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_REASON = 500;
    private static final String EARLIEST = "earliest";

    private final CommandHistory history;
    private final KillSwitch killSwitch;

    CommandRoutes(CommandHistory history, KillSwitch killSwitch) {
        this.history = history;
        this.killSwitch = killSwitch;
    }

    void register(HttpRouting.Builder routes) {
        routes.get("/api/v1/commands", (request, response) -> answer(response, () -> list(request)))
                .get("/api/v1/commands/next", (request, response) -> answer(response, () -> next(request)))
                .get(
                        "/api/v1/commands/kill-switch",
                        (request, response) -> answer(response, () -> CommandJson.position(killSwitch.position())))
                .post("/api/v1/commands/kill-switch", (request, response) -> answer(response, () -> turn(request)));
    }

    /** What a user got wrong; the message says what. */
    private static final class BadRequest extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BadRequest(String message) {
            super(message);
        }
    }

    /** A cursor that is good elsewhere. */
    private static final class OtherLog extends RuntimeException {
        private static final long serialVersionUID = 1L;

        OtherLog() {
            super("the cursor belongs to another log, perhaps one that was made anew; go on with after=earliest, which"
                    + " gives whatever is open");
        }
    }

    private static void answer(ServerResponse response, Supplier<ObjectNode> data) {
        try {
            ApiRoutes.send(response, Status.OK_200, PrometheusJson.success(data.get()));
        } catch (BadRequest e) {
            ApiRoutes.bad(response, String.valueOf(e.getMessage()));
        } catch (OtherLog e) {
            ApiRoutes.send(response, Status.GONE_410, PrometheusJson.error("gone", String.valueOf(e.getMessage())));
        } catch (NoPartitionException | KafkaException e) {
            ApiRoutes.send(
                    response,
                    Status.SERVICE_UNAVAILABLE_503,
                    PrometheusJson.error("unavailable", String.valueOf(e.getMessage())));
        }
    }

    private ObjectNode list(ServerRequest request) {
        requireComplete();
        Parameters parameters = Parameters.of(request);
        CommandFilter filter = new CommandFilter(
                parameters.get("name"), parameters.get("target"), since(parameters.get("since")), limit(parameters));
        ObjectNode data = PrometheusJson.MAPPER.createObjectNode();
        ArrayNode commands = data.putArray("commands");
        history.list(filter).forEach(listed -> commands.add(CommandJson.of(listed)));
        return data;
    }

    /** To say less than the log has would be to say that nothing was commanded. */
    private void requireComplete() {
        if (!history.isComplete()) {
            throw new KafkaException("the commands of the log are still being read; try again");
        }
    }

    private static long since(String text) {
        try {
            return text.isEmpty() ? Long.MIN_VALUE : Parameters.millis(text);
        } catch (DateTimeException | NumberFormatException _) {
            throw new BadRequest("the parameter since is neither seconds since 1970 nor RFC 3339: " + text);
        }
    }

    private static int limit(Parameters parameters) {
        String text = parameters.get("limit");
        if (text.isEmpty()) {
            return DEFAULT_LIMIT;
        }
        if (!text.matches("[0-9]{1,4}") || Integer.parseInt(text) == 0 || Integer.parseInt(text) > HIGHEST_LIMIT) {
            throw new BadRequest("the parameter limit must be from 1 to " + HIGHEST_LIMIT + ", is " + text);
        }
        return Integer.parseInt(text);
    }

    private ObjectNode next(ServerRequest request) {
        requireComplete();
        Parameters parameters = Parameters.of(request);
        String target = parameters.get("target");
        if (target.isEmpty()) {
            throw new BadRequest("the parameter target is missing: whose commands are wanted");
        }
        Cursor after = cursor(parameters.get("after"));
        try {
            Batch batch = history.next(target, after, wait(parameters.get("wait")));
            if (batch.commands().isEmpty() && history.isClosed()) {
                throw stopping();
            }
            return CommandJson.of(batch);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw stopping();
        }
    }

    /** Who was told "none" instead would ask again at once. */
    private static KafkaException stopping() {
        return new KafkaException("this instance is stopping; try again, or ask another one");
    }

    private Cursor cursor(String text) {
        if (text.isEmpty()) {
            return history.present();
        }
        if (text.equals(EARLIEST)) {
            return history.earliest();
        }
        try {
            Cursor cursor = Cursor.parse(text);
            if (!history.isOfThisLog(cursor)) {
                throw new OtherLog();
            }
            return cursor;
        } catch (IllegalArgumentException e) {
            throw new BadRequest(String.valueOf(e.getMessage()));
        }
    }

    private static Duration wait(String text) {
        try {
            Duration wait = text.isEmpty() ? Duration.ZERO : Durations.parse(text);
            return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
        } catch (IllegalArgumentException e) {
            throw new BadRequest("the parameter wait: " + e.getMessage());
        }
    }

    private ObjectNode turn(ServerRequest request) {
        JsonNode body = body(request);
        JsonNode stopped = body.path("stopped");
        if (!stopped.isBoolean()) {
            throw new BadRequest("stopped must be true or false");
        }
        String by = text(body, "by", LONGEST_NAME);
        String reason = text(body, "reason", LONGEST_REASON);
        if (by.isEmpty()) {
            throw new BadRequest("by must say who turns the switch");
        }
        if (reason.isEmpty() && stopped.asBoolean()) {
            throw new BadRequest("reason must say why: others will have to decide when commands may go on");
        }
        return CommandJson.position(killSwitch.turn(stopped.asBoolean(), by, reason));
    }

    private static JsonNode body(ServerRequest request) {
        try {
            return RequestBody.json(request);
        } catch (JsonProcessingException e) {
            throw new BadRequest("the body is not JSON: " + e.getOriginalMessage());
        }
    }

    private static String text(JsonNode body, String name, int longest) {
        String text = body.path(name).asText().strip();
        if (text.length() > longest) {
            throw new BadRequest(name + " is longer than " + longest + " characters");
        }
        return text;
    }
}
