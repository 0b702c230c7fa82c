package io.tocsin.notifier.channel.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tocsin.notifier.channel.Credential;
import io.tocsin.notifier.channel.Links;
import io.tocsin.notifier.channel.NastyNotifications;
import io.tocsin.notifier.channel.Outgoing;
import io.tocsin.notifier.channel.template.MessageTemplate;
import io.tocsin.notifier.channel.template.MessageTemplates;
import io.tocsin.schemas.avro.Notification;
import io.tocsin.schemas.avro.NotifiedAlert;
import io.tocsin.schemas.config.Secret;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** PagerDuty's limits, each from both sides. */
final class PagerDutyEventTest {

    private static final int LIMIT = 512_000;

    private static NotifiedAlert alert(String summary) {
        return alert(summary, 0);
    }

    private static NotifiedAlert alert(String summary, long since) {
        return new NotifiedAlert(
                "",
                "",
                "Cpu",
                Map.of("alertname", "Cpu"),
                Map.of("summary", summary),
                "",
                true,
                since,
                since,
                null,
                1.0,
                "up");
    }

    private static byte[] event(List<NotifiedAlert> alerts, Map<String, MessageTemplate> texts, String detail) {
        Notification notification = new Notification(
                0L, "ops", "pagerduty[0]", "{}:{}", Map.of(), "FIRST_NOTIFICATION", 1L, new ArrayList<>(alerts), 0);
        PagerDutyConfig config = new PagerDutyConfig(
                Credential.of(new Secret("key")),
                URI.create("http://p"),
                true,
                Duration.ofSeconds(1),
                texts,
                Map.of("own", MessageTemplates.DEFAULT.builtIn(detail)),
                List.of());
        return new PagerDutyEvent(config, new Links("http://n", "http://q"), new Outgoing("id-1", notification))
                .bytes("key");
    }

    private static JsonNode details(byte[] event) throws IOException {
        return new ObjectMapper().readTree(event).path("payload").path("custom_details");
    }

    @ParameterizedTest
    @CsvSource({"1024, false", "1025, true"})
    void shouldCutTheSummary_whenItIsTooLong(int length, boolean cut) throws IOException {
        MessageTemplate description = MessageTemplates.DEFAULT.builtIn("ü".repeat(length));

        byte[] event = event(List.of(alert("s")), Map.of("description", description), "");

        String summary = new ObjectMapper()
                .readTree(event)
                .path("payload")
                .path("summary")
                .asText();
        assertThat(summary).hasSize(1024);
        assertThat(summary.endsWith("…")).isEqualTo(cut);
    }

    @Test
    void shouldListEveryAlert_whenTheEventIsAsLargeAsItMayBe() throws IOException {
        int without = event(List.of(alert("s"), alert("s")), Map.of(), "").length;

        byte[] largest = event(List.of(alert("s"), alert("s")), Map.of(), "x".repeat(LIMIT - without));
        byte[] larger = event(List.of(alert("s"), alert("s")), Map.of(), "x".repeat(LIMIT - without + 1));

        assertThat(largest).hasSize(LIMIT);
        assertThat(details(largest).path("firing").asText()).doesNotContain("more");
        assertThat(larger).hasSizeLessThan(LIMIT);
        assertThat(details(larger).path("firing").asText()).endsWith("… and 1 more");
        assertThat(details(larger).path("own").asText()).hasSize(LIMIT - without + 1);
    }

    @Test
    void shouldSayThatDetailsAreLeftOut_whenOnesOwnAreTooLarge() throws IOException {
        byte[] event = event(List.of(alert("s")), Map.of(), "x".repeat(600_000));

        assertThat(event).hasSizeLessThan(LIMIT);
        assertThat(details(event).path("error").asText()).contains("512 KB");
    }

    /** Characters of one, two, three and six bytes in JSON: what counts is bytes. */
    @ParameterizedTest
    @ValueSource(strings = {"x", "ü", "€", "\u0001", "\""})
    void shouldStayBelowTheLimit_whateverTheAlertsSay(String character) {
        byte[] event = event(Collections.nCopies(300, alert(character.repeat(5_000))), Map.of(), "");

        assertThat(event).hasSizeBetween(LIMIT / 4, LIMIT);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void shouldBeAnEvent_whateverTheAlertsSay(long seed) throws IOException {
        NastyNotifications notifications = new NastyNotifications(seed);
        for (int i = 0; i < 50; i++) {
            Notification notification = notifications.next();
            byte[] bytes = event(notification.getAlerts(), Map.of(), "");

            assertThat(bytes).hasSizeLessThanOrEqualTo(LIMIT);
            JsonNode event = new ObjectMapper().readTree(bytes);
            assertThat(event.path("payload").path("severity").asText()).isIn("critical", "error", "warning", "info");
            assertThat(event.path("payload")
                            .path("summary")
                            .asText()
                            .codePointCount(
                                    0,
                                    event.path("payload")
                                            .path("summary")
                                            .asText()
                                            .length()))
                    .isBetween(1, 1_024);
            assertThat(event.path("links"))
                    .allMatch(link -> link.path("href").asText().startsWith("http"));
        }
    }

    @Test
    void shouldHaveTenLinks_whenThereAreMoreAlerts() throws IOException {
        List<NotifiedAlert> alerts = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            alerts.add(alert("s", i));
        }

        JsonNode event = new ObjectMapper().readTree(event(alerts, Map.of(), ""));

        assertThat(event.path("links")).hasSize(10);
    }
}
