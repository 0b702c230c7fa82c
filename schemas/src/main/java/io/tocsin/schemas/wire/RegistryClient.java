package io.tocsin.schemas.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.schemas.config.RegistryConfig;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;

/**
 * A schema registry, by three calls of Confluent's HTTP API. What it has said once is kept: schemas never change under
 * an id. An id that it does not know is asked for again after a while, so that poisoned records do not become a storm of
 * calls. Thread-safe.
 */
final class RegistryClient {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final Duration UNKNOWN_FOR = Duration.ofSeconds(30);
    private static final int MAX_UNKNOWN = 10_000;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int ATTEMPTS = 3;

    private record Subject(String name, Schema schema) {}

    private record Answer(int status, JsonNode body) {}

    private final RegistryConfig config;
    private final LongSupplier nanoTime;
    private final HttpClient http;
    private final Map<Subject, Integer> ids = new ConcurrentHashMap<>();
    private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();
    /** Of each id that is not known: when that was said, by the monotonic clock. */
    private final Map<Integer, Long> unknownSince = new ConcurrentHashMap<>();

    RegistryClient(RegistryConfig config) {
        this(config, System::nanoTime);
    }

    RegistryClient(RegistryConfig config, LongSupplier nanoTime) {
        this.config = config;
        this.nanoTime = nanoTime;
        this.http = HttpClient.newBuilder().connectTimeout(config.timeout()).build();
    }

    /**
     * The id of a schema under a subject, which is registered if it is new and can read what the subject's latest one
     * wrote (a registry may be set up not to check that itself).
     */
    int register(String subject, Schema schema) {
        Subject key = new Subject(subject, schema);
        Integer known = ids.get(key);
        if (known != null) {
            return known;
        }
        Schema plain = PlainSchema.of(schema);
        checkCompatible(subject, plain);
        ObjectNode body = JSON.createObjectNode().put("schema", plain.toString());
        Answer answer = call(subjectPath(subject), Optional.of(body.toString()));
        if (answer.status() == CONFLICT) {
            throw new RegistryException("the schema registry refuses " + schema.getFullName() + " under " + subject
                    + ": not compatible with the version it has");
        }
        int id = requireOk(answer, "register " + subject).path("id").asInt(-1);
        if (id < 0) {
            throw new RegistryException("the schema registry's answer to a registration has no id");
        }
        ids.put(key, id);
        schemas.putIfAbsent(id, plain);
        return id;
    }

    private void checkCompatible(String subject, Schema schema) {
        Answer answer = call(subjectPath(subject) + "/latest", Optional.empty());
        if (answer.status() == NOT_FOUND) {
            return;
        }
        Schema latest = parse(requireOk(answer, "find the latest version of " + subject));
        if (SchemaCompatibility.checkReaderWriterCompatibility(schema, latest).getType()
                != SchemaCompatibilityType.COMPATIBLE) {
            throw new RegistryException("the schema registry's latest version of " + subject
                    + " is not compatible with this program's " + schema.getFullName()
                    + "; give this installation its own kafka.topic_prefix, or upgrade it");
        }
    }

    /** @return empty if the registry knows no such id, or nothing that is an Avro schema */
    Optional<Schema> byId(int id) {
        Schema known = schemas.get(id);
        if (known != null) {
            return Optional.of(known);
        }
        Long since = unknownSince.get(id);
        if (since != null && nanoTime.getAsLong() - since < UNKNOWN_FOR.toNanos()) {
            return Optional.empty();
        }
        Answer answer = call("/schemas/ids/" + id, Optional.empty());
        if (answer.status() == NOT_FOUND) {
            if (unknownSince.size() >= MAX_UNKNOWN) {
                unknownSince.clear();
            }
            unknownSince.put(id, nanoTime.getAsLong());
            return Optional.empty();
        }
        Schema schema = parse(requireOk(answer, "find schema " + id));
        schemas.put(id, schema);
        return Optional.of(schema);
    }

    private static Schema parse(JsonNode body) {
        try {
            return new Schema.Parser().parse(body.path("schema").asText());
        } catch (AvroRuntimeException e) {
            throw new RegistryException("the schema registry's answer is no Avro schema", e);
        }
    }

    private JsonNode requireOk(Answer answer, String what) {
        if (answer.status() != 200) {
            throw new RegistryException("cannot " + what + ": the schema registry at " + config.url() + " answered "
                    + answer.status() + " " + answer.body().path("message").asText(""));
        }
        return answer.body();
    }

    private static String subjectPath(String subject) {
        return "/subjects/" + URLEncoder.encode(subject, StandardCharsets.UTF_8) + "/versions";
    }

    /** A few attempts, at once: a caller that can wait longer tries again by itself. */
    private Answer call(String path, Optional<String> post) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(config.url() + path))
                .timeout(config.timeout())
                .header("Accept", MEDIA_TYPE);
        config.username().ifPresent(user -> request.header("Authorization", basic(user)));
        post.ifPresent(body -> request.header("Content-Type", MEDIA_TYPE).POST(BodyPublishers.ofString(body)));
        IOException last = new IOException("not tried");
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
                if (response.statusCode() < 500) {
                    return new Answer(response.statusCode(), json(response.body()));
                }
                last = new IOException("status " + response.statusCode());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new RegistryException("interrupted while asking the schema registry", e);
            } catch (IOException e) {
                last = e;
            }
        }
        throw new RegistryException("the schema registry at " + config.url() + " does not answer: " + last, last);
    }

    private static JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return JSON.createObjectNode();
        }
    }

    private String basic(String user) {
        String password = config.password().map(secret -> secret.reveal()).orElse("");
        byte[] credentials = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(credentials);
    }
}
