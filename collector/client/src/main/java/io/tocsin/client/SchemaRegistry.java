package io.tocsin.client;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Confluent's wire format: a zero and the schema's id in four bytes, big-endian. The id is that of the schema under
 * {@code <topic>-value}, which is registered if it is new; whether it may be is for the registry to say. Known ids are
 * kept. Thread-safe.
 */
final class SchemaRegistry implements WireHeader {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*(\\d{1,9})\\b");

    private final RegistrySettings settings;
    private final String topicPrefix;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final Map<LogTopic, byte[]> headers = new ConcurrentHashMap<>();

    SchemaRegistry(RegistrySettings settings, String topicPrefix) {
        this.settings = settings;
        this.topicPrefix = topicPrefix;
    }

    @Override
    public byte[] of(LogTopic topic) throws RegistryException, InterruptedException {
        byte[] known = headers.get(topic);
        if (known != null) {
            return known;
        }
        int id = register(topicPrefix + topic.plainName() + "-value", topic.schemaText());
        byte[] header = ByteBuffer.allocate(5).put((byte) 0).putInt(id).array();
        headers.put(topic, header);
        return header;
    }

    private int register(String subject, String schema) throws RegistryException, InterruptedException {
        String path = "/subjects/" + URLEncoder.encode(subject, StandardCharsets.UTF_8) + "/versions";
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(settings.url() + path))
                .timeout(TIMEOUT)
                .header("Accept", MEDIA_TYPE)
                .header("Content-Type", MEDIA_TYPE)
                .POST(BodyPublishers.ofString("{\"schema\":" + Json.string(schema) + "}"));
        if (settings.authorization() != null) {
            request.header("Authorization", settings.authorization());
        }
        HttpResponse<String> answer = send(request.build());
        Matcher id = ID.matcher(answer.body());
        if (answer.statusCode() != 200 || !id.find()) {
            throw new RegistryException("the schema registry at " + settings.url() + " answered " + answer.statusCode()
                    + " to the registration of " + subject
                    + (answer.statusCode() == 409 ? ": not compatible with the version it has" : ""));
        }
        return Integer.parseInt(id.group(1));
    }

    private HttpResponse<String> send(HttpRequest request) throws RegistryException, InterruptedException {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new RegistryException("the schema registry at " + settings.url() + " does not answer: " + e, e);
        }
    }
}
