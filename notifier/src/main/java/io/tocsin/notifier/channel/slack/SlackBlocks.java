package io.tocsin.notifier.channel.slack;

import io.tocsin.notifier.channel.AlertText;
import io.tocsin.notifier.channel.Links;
import io.tocsin.notifier.channel.template.Texts;
import io.tocsin.schemas.avro.Notification;
import io.tocsin.schemas.avro.NotifiedAlert;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The texts of a message's blocks.
 *
 * @param sections one for each alert, as many as fit
 * @param context the last block: how many are left out, why it is told now, where to go
 */
record SlackBlocks(List<String> sections, String context) {

    /** Slack's limits: of the text of a section, and of blocks in a message. */
    static final int MAX_SECTION = 3_000;

    static final int MAX_BLOCKS = 50;

    /** Of all sections; Slack refuses messages somewhat above 13 000, and documents no limit. */
    static final int MAX_TEXT = 12_000;

    private static final int MAX_SUMMARY = 500;
    private static final int MAX_LABELS = 700;
    private static final int MAX_URL = 400;

    static SlackBlocks of(Notification notification, Links links, Texts texts) {
        Optional<String> own = texts.of("text");
        List<String> sections = own.map(SlackBlocks::section).orElseGet(() -> alerts(notification, links));
        int all = notification.getAlerts().size();
        int left = notification.getTruncatedAlerts() + (own.isPresent() ? 0 : all - sections.size());
        List<String> parts = new ArrayList<>();
        if (left > 0) {
            parts.add("… and " + left + " more");
        }
        parts.add(AlertText.remark(notification));
        parts.add(texts.of("footer").orElseGet(() -> SlackText.link(links.notifier(), "Tocsin")));
        String context = parts.stream().filter(part -> !part.isEmpty()).collect(Collectors.joining("  ·  "));
        return new SlackBlocks(sections, SlackText.cut(context, MAX_SECTION));
    }

    private static List<String> section(String text) {
        return text.isEmpty() ? List.of() : List.of(SlackText.cut(text, MAX_SECTION));
    }

    private static List<String> alerts(Notification notification, Links links) {
        List<String> sections = new ArrayList<>();
        int length = 0;
        for (NotifiedAlert alert : notification.getAlerts()) {
            String section = alert(alert, links, notification.getAlerts().size() > 1);
            length += section.length();
            // One block is the context's.
            if (length > MAX_TEXT || sections.size() == MAX_BLOCKS - 1) {
                break;
            }
            sections.add(section);
        }
        return sections;
    }

    /** The value and the links stand behind the description, and have to be seen: it gets what they leave. */
    private static String alert(NotifiedAlert alert, Links links, boolean several) {
        String mark = !several ? "" : alert.getFiring() ? ":red_circle: " : ":large_green_circle: ";
        String summary = SlackText.escape(AlertText.oneLine(AlertText.summary(alert)));
        String head = mark + "*" + SlackText.cut(summary, MAX_SUMMARY) + "*\n";
        List<String> tail = new ArrayList<>();
        tail.add(AlertText.state(alert, SlackText::date));
        tail.add(labels(alert));
        tail.add(links(alert, links));
        String end = tail.stream().filter(line -> !line.isEmpty()).collect(Collectors.joining("\n"));
        String description = SlackText.escape(AlertText.description(alert));
        int room = MAX_SECTION - head.length() - end.length() - 1;
        return head + (description.isEmpty() ? "" : SlackText.cut(description, room) + "\n") + end;
    }

    private static String labels(NotifiedAlert alert) {
        Map<String, String> labels = AlertText.rest(alert.getLabels(), AlertText.SAID_BY_TITLE);
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, String> label : labels.entrySet()) {
            String code = SlackText.code(label.getKey() + "=" + label.getValue());
            if (text.length() + code.length() > MAX_LABELS) {
                return text.append(" …").toString();
            }
            text.append(text.isEmpty() ? "" : "  ").append(code);
        }
        return text.toString();
    }

    private static String links(NotifiedAlert alert, Links links) {
        return links.of(alert).entrySet().stream()
                .filter(link -> SlackText.escape(link.getValue()).length() <= MAX_URL)
                .map(link -> SlackText.link(link.getValue(), link.getKey()))
                .collect(Collectors.joining("  ·  "));
    }
}
