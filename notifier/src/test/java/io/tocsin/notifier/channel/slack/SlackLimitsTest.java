package io.tocsin.notifier.channel.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tocsin.notifier.channel.Links;
import io.tocsin.notifier.channel.NastyNotifications;
import io.tocsin.notifier.channel.template.MessageTemplate;
import io.tocsin.notifier.channel.template.MessageTemplates;
import io.tocsin.schemas.avro.Notification;
import io.tocsin.schemas.avro.NotifiedAlert;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Slack refuses is never sent: each limit from both sides. */
final class SlackLimitsTest {

    private static final Links LINKS = new Links("http://n", "http://q");

    private static NotifiedAlert alert(String summary, String description) {
        return new NotifiedAlert(
                "",
                "",
                "Cpu",
                Map.of("alertname", "Cpu"),
                Map.of("summary", summary, "description", description),
                "",
                true,
                0L,
                0L,
                null,
                1.0,
                "up");
    }

    private static JsonNode message(List<NotifiedAlert> alerts, Map<String, MessageTemplate> templates)
            throws IOException {
        Notification notification = new Notification(
                0L, "ops", "slack[0]", "{}:{}", Map.of(), "FIRST_NOTIFICATION", 1L, new ArrayList<>(alerts), 0);
        return new ObjectMapper().readTree(SlackMessage.of(notification, LINKS, templates));
    }

    private static List<String> texts(JsonNode message, String type) {
        List<String> texts = new ArrayList<>();
        message.path("attachments")
                .forEach(attachment -> attachment.path("blocks").forEach(block -> {
                    if (block.path("type").asText().equals(type)) {
                        texts.add(block.path("text")
                                .path("text")
                                .asText(block.path("elements")
                                        .path(0)
                                        .path("text")
                                        .asText()));
                    }
                }));
        return texts;
    }

    @ParameterizedTest
    @CsvSource({"3000, 3000, false", "3001, 3000, true", "9000, 3000, true"})
    void shouldCutATextOfOnesOwn_whenItIsLongerThanASection(int length, int sent, boolean cut) throws IOException {
        MessageTemplate text = MessageTemplates.DEFAULT.builtIn("x".repeat(length));

        String section = texts(message(List.of(alert("s", "")), Map.of("text", text)), "section")
                .getFirst();

        assertThat(section).hasSize(sent);
        assertThat(section.endsWith("…")).isEqualTo(cut);
    }

    @ParameterizedTest
    @CsvSource({"1024, false", "1025, true"})
    void shouldCutTheTitle_whenItIsTooLong(int length, boolean cut) throws IOException {
        MessageTemplate title = MessageTemplates.DEFAULT.builtIn("x".repeat(length));

        String text = message(List.of(alert("s", "")), Map.of("title", title))
                .path("text")
                .asText();

        assertThat(text).hasSize(1024);
        assertThat(text.endsWith("…")).isEqualTo(cut);
    }

    /** However long the description is, value and links stand behind it. */
    @ParameterizedTest
    @ValueSource(ints = {100, 2_990, 3_000, 100_000})
    void shouldShowValueAndLinks_whenTheDescriptionIsLong(int length) throws IOException {
        String section = texts(message(List.of(alert("s", "&".repeat(length))), Map.of()), "section")
                .getFirst();

        assertThat(section)
                .hasSizeLessThanOrEqualTo(3_000)
                .contains("\nvalue 1, ")
                .endsWith("|Query>");
        assertThat(section.replace("&amp;", "")).doesNotContain("&a");
    }

    @ParameterizedTest
    @CsvSource({"49, 49, ''", "50, 49, … and 1 more", "200, 49, … and 151 more"})
    void shouldHaveFiftyBlocks_whenThereAreMoreAlerts(int alerts, int shown, String left) throws IOException {
        JsonNode message = message(Collections.nCopies(alerts, alert("s", "")), Map.of());

        assertThat(texts(message, "section")).hasSize(shown);
        assertThat(texts(message, "context"))
                .singleElement()
                .satisfies(text -> assertThat(text).startsWith(left.isEmpty() ? "<http" : left));
        assertThat(message.path("attachments"))
                .allSatisfy(attachment -> assertThat(attachment.path("blocks")).hasSizeBetween(1, 20));
    }

    /** Five alerts with 3000 characters each would be 15 000. */
    @ParameterizedTest
    @CsvSource({"4, 4", "5, 4"})
    void shouldSayLess_whenAllSectionsTogetherAreTooLong(int alerts, int shown) throws IOException {
        JsonNode message = message(Collections.nCopies(alerts, alert("s", "x".repeat(5_000))), Map.of());

        assertThat(texts(message, "section")).hasSize(shown);
        assertThat(String.join("", texts(message, "section"))).hasSize(shown * 3_000);
    }

    /** Whatever an alert says. */
    @Test
    void shouldFitASection_whenEverythingIsLong() throws IOException {
        String big = "<&>`\n".repeat(10_000);
        NotifiedAlert alert = new NotifiedAlert(
                "",
                "",
                big,
                Map.of("a", big, "b", big),
                Map.of("summary", big, "description", big, "runbook_url", "http://x/" + "y".repeat(5_000)),
                "",
                false,
                0L,
                0L,
                Long.MAX_VALUE / 2,
                Double.MIN_VALUE,
                big);

        JsonNode message = message(Collections.nCopies(3, alert), Map.of());

        assertThat(texts(message, "section")).hasSize(3).allMatch(text -> text.length() <= 3_000);
        assertThat(message.path("text").asText()).hasSizeLessThanOrEqualTo(1_024);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void shouldKeepEveryLimit_whateverTheAlertsSay(long seed) throws IOException {
        NastyNotifications notifications = new NastyNotifications(seed);
        for (int i = 0; i < 50; i++) {
            JsonNode message = new ObjectMapper().readTree(SlackMessage.of(notifications.next(), LINKS, Map.of()));

            List<String> sections = texts(message, "section");
            assertThat(sections).isNotEmpty().allMatch(text -> !text.isBlank() && text.length() <= 3_000);
            assertThat(sections).hasSizeLessThan(50);
            assertThat(String.join("", sections)).hasSizeLessThanOrEqualTo(12_000);
            assertThat(message.toString()).doesNotContain("<!channel", "<script");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "abcdef, 6, abcdef",
        "abcdefg, 6, abcde…",
        "abc&amp;x, 6, abc…",
        "ab&amp;xyz, 8, ab&amp;…",
        "ab&amp;xyz, 7, ab…",
        "ab<u|l>xyz, 8, ab<u|l>…",
        "ab<u|l>xyz, 7, ab…",
        "abc😀xy, 6, abc😀…",
        "abc😀xy, 5, abc…"
    })
    void shouldCutNothingInTwo(String text, int max, String cut) {
        assertThat(SlackText.cut(text, max)).isEqualTo(cut).hasSizeLessThanOrEqualTo(max);
    }
}
