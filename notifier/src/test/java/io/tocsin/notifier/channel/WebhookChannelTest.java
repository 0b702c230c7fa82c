package io.tocsin.notifier.channel;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.tocsin.schemas.config.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WebhookChannelTest extends NotificationChannelContract {

    @TempDir
    private Path directory;

    @Override
    protected ChannelConfig config(String url) {
        return new WebhookConfig(Credential.of(new Secret(url)), true, 0, TIMEOUT);
    }

    private static NotificationChannel channel(Credential url, int maxAlerts) {
        return new WebhookConfig(url, true, maxAlerts, TIMEOUT).open(SURROUNDINGS);
    }

    private JsonNode post(int maxAlerts) throws Exception {
        server.stubFor(any(anyUrl()).willReturn(ok()));
        Credential url = Credential.of(new Secret("http://127.0.0.1:" + server.port() + "/hook"));
        try (NotificationChannel channel = channel(url, maxAlerts)) {
            assertThat(channel.deliver(new Outgoing("id-1", notification()))).isInstanceOf(Delivery.Delivered.class);
        }
        LoggedRequest request = requests().getFirst();
        assertThat(request.getHeader("Content-Type")).isEqualTo("application/json");
        return new ObjectMapper().readTree(request.getBody());
    }

    @Test
    void shouldPostAlertmanagersMessage() throws Exception {
        assertThat(post(0)).isEqualTo(new ObjectMapper().readTree("""
            {
              "version": "4",
              "groupKey": "{}:{alertname=\\"HighCPUUsage\\"}",
              "truncatedAlerts": 3,
              "status": "firing",
              "receiver": "ops",
              "groupLabels": {"alertname": "HighCPUUsage"},
              "commonLabels": {"alertname": "HighCPUUsage"},
              "commonAnnotations": {"summary": "CPU is \\"busy\\"\\nvery"},
              "externalURL": "http://notifier.example",
              "alerts": [
                {
                  "status": "firing",
                  "labels": {"alertname": "HighCPUUsage", "instance": "a"},
                  "annotations": {"instance_is": "a", "summary": "CPU is \\"busy\\"\\nvery"},
                  "startsAt": "2026-03-01T02:59:00Z",
                  "endsAt": "0001-01-01T00:00:00Z",
                  "generatorURL": "http://queries.example/api/v1/query?query=cpu+%3E+90&time=1772333940",
                  "fingerprint": "000000000000000a"
                },
                {
                  "status": "resolved",
                  "labels": {"alertname": "HighCPUUsage", "instance": "b"},
                  "annotations": {"instance_is": "b", "summary": "CPU is \\"busy\\"\\nvery"},
                  "startsAt": "2026-03-01T02:59:00Z",
                  "endsAt": "2026-03-01T02:59:59.999Z",
                  "generatorURL": "http://queries.example/api/v1/query?query=cpu+%3E+90&time=1772333940",
                  "fingerprint": "000000000000000b"
                }
              ]
            }
            """));
    }

    @Test
    void shouldCountWhatItLeavesOut_whenThereAreMoreAlertsThanWanted() throws Exception {
        JsonNode message = post(1);

        assertThat(message.path("alerts")).hasSize(1);
        assertThat(message.path("truncatedAlerts").asInt()).isEqualTo(4);
    }

    @Test
    void shouldReadTheUrlAnew_whenItsFileChanges() throws Exception {
        server.stubFor(any(anyUrl()).willReturn(ok()));
        Path file = directory.resolve("url");
        try (NotificationChannel channel = channel(Credential.in(file), 0)) {
            assertThat(channel.deliver(new Outgoing("id-1", notification())))
                    .isInstanceOfSatisfying(
                            Delivery.Retry.class,
                            retry -> assertThat(retry.reason()).contains(file.toString()));

            write(file, "/first");
            channel.deliver(new Outgoing("id-1", notification()));
            write(file, "/second");
            channel.deliver(new Outgoing("id-2", notification()));
            Files.writeString(file, "not a url");
            assertThat(channel.deliver(new Outgoing("id-3", notification()))).isInstanceOf(Delivery.Rejected.class);
        }

        assertThat(requests().stream().map(LoggedRequest::getUrl)).containsExactly("/first", "/second");
    }

    private void write(Path file, String path) throws IOException {
        Files.writeString(file, "http://127.0.0.1:" + server.port() + path + "\n");
    }
}
