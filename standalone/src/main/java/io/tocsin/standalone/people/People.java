package io.tocsin.standalone.people;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tocsin.standalone.cli.Failure;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Those who are told, on this machine: what PagerDuty, Slack and Twilio would get by HTTP, and a mail server by SMTP. They
 * answer as the real ones do, and the story says what they got.
 */
public final class People implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final Told told;
    private final HttpServer server;
    private final MailServer mail;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** Is told what somebody got. */
    @FunctionalInterface
    public interface Told {
        void got(String channel, String text);
    }

    /** Listens from now on. */
    public People(Told told) {
        this.told = told;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            mail = new MailServer(subject -> told.got("e-mail", subject));
        } catch (IOException e) {
            throw new Failure("cannot listen on 127.0.0.1: " + e, e);
        }
        server.setExecutor(threads);
        server.createContext("/pagerduty", exchange -> answer(exchange, 202, "{\"status\":\"success\"}", this::page));
        server.createContext("/slack", exchange -> answer(exchange, 200, "ok", this::chat));
        server.createContext("/webhook", exchange -> answer(exchange, 200, "", this::alerts));
        server.createContext("/2010-04-01", exchange -> answer(exchange, 201, "{\"sid\":\"SM0\"}", this::text));
        server.start();
    }

    private interface Reader {
        void read(String body) throws IOException;
    }

    private static void answer(HttpExchange exchange, int status, String answer, Reader reader) throws IOException {
        reader.read(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    private void page(String body) throws IOException {
        JsonNode event = JSON.readTree(body);
        String action = event.path("event_action").asText();
        String summary = event.path("payload").path("summary").asText();
        told.got("PagerDuty", action + (summary.isEmpty() ? "" : ": " + summary));
    }

    private void chat(String body) throws IOException {
        told.got("Slack", JSON.readTree(body).path("text").asText());
    }

    private void alerts(String body) throws IOException {
        JsonNode message = JSON.readTree(body);
        told.got(
                "webhook",
                message.path("status").asText() + ": "
                        + message.path("groupKey").asText());
    }

    private void text(String body) {
        for (String field : body.split("&", -1)) {
            if (field.startsWith("Body=")) {
                told.got("SMS", URLDecoder.decode(field.substring("Body=".length()), StandardCharsets.UTF_8));
            }
        }
    }

    /** Where PagerDuty's events, Slack's and other webhooks, and Twilio's messages go; the paths tell them apart. */
    public String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /** {@code host:port} of the mail server, which knows no TLS and asks for no password. */
    public String smarthost() {
        return "127.0.0.1:" + mail.port();
    }

    @Override
    public void close() {
        server.stop(0);
        mail.close();
        threads.shutdownNow();
    }
}
