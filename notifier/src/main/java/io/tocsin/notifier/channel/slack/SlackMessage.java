package io.tocsin.notifier.channel.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.notifier.channel.AlertText;
import io.tocsin.notifier.channel.Links;
import io.tocsin.notifier.channel.template.MessageData;
import io.tocsin.notifier.channel.template.MessageTemplate;
import io.tocsin.notifier.channel.template.Texts;
import io.tocsin.schemas.avro.Notification;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The body that an incoming webhook takes: a line of text, and blocks beside a bar of the severity's colour. */
final class SlackMessage {

    static final int MAX_TITLE = 1_024;

    /** Slack has been seen to refuse an attachment of more, whatever its documentation says of messages. */
    private static final int BLOCKS_PER_ATTACHMENT = 20;

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private SlackMessage() {}

    static byte[] of(Notification notification, Links links, Map<String, MessageTemplate> templates) {
        Texts texts = new Texts(templates, MessageData.of(notification, links, SlackText::escape));
        ObjectNode message = JSON.createObjectNode();
        for (String setting : List.of("channel", "username", "icon_emoji", "icon_url")) {
            texts.filled(setting).ifPresent(text -> message.put(setting, text));
        }
        message.put("text", title(notification, texts));
        String colour = texts.filled("color").orElseGet(() -> AlertText.colour(notification));
        String fallback = texts.filled("fallback").orElseGet(() -> SlackText.escape(AlertText.title(notification)));
        ArrayNode attachments = message.putArray("attachments");
        for (List<ObjectNode> blocks : attachments(SlackBlocks.of(notification, links, texts))) {
            ObjectNode attachment = attachments.addObject();
            attachment.put("color", colour);
            attachment.put("fallback", SlackText.cut(fallback, MAX_TITLE));
            attachment.putArray("blocks").addAll(blocks);
        }
        return bytes(message);
    }

    private static String title(Notification notification, Texts texts) {
        String title =
                texts.filled("title").orElseGet(() -> "*" + SlackText.escape(AlertText.title(notification)) + "*");
        String shown = SlackText.cut(title, MAX_TITLE);
        String linked = texts.filled("title_link")
                .map(url -> "<" + url + "|" + shown + ">")
                .orElse(shown);
        return texts.filled("pretext")
                .map(pretext -> SlackText.cut(pretext, SlackBlocks.MAX_SECTION) + "\n" + linked)
                .orElse(linked);
    }

    private static List<List<ObjectNode>> attachments(SlackBlocks texts) {
        List<ObjectNode> blocks = new ArrayList<>();
        texts.sections().forEach(text -> {
            ObjectNode block = JSON.createObjectNode().put("type", "section");
            block.putObject("text").put("type", "mrkdwn").put("text", text);
            blocks.add(block);
        });
        if (!texts.context().isEmpty()) {
            ObjectNode block = JSON.createObjectNode().put("type", "context");
            block.putArray("elements").addObject().put("type", "mrkdwn").put("text", texts.context());
            blocks.add(block);
        }
        List<List<ObjectNode>> attachments = new ArrayList<>();
        for (int from = 0; from < blocks.size(); from += BLOCKS_PER_ATTACHMENT) {
            attachments.add(blocks.subList(from, Math.min(blocks.size(), from + BLOCKS_PER_ATTACHMENT)));
        }
        return attachments;
    }

    private static byte[] bytes(ObjectNode message) {
        try {
            return JSON.writeValueAsBytes(message);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of strings and numbers is always JSON", e);
        }
    }
}
