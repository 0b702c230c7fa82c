package io.tocsin.notifier.channel.email;

import io.tocsin.notifier.channel.AlertText;
import io.tocsin.notifier.channel.Links;
import io.tocsin.notifier.channel.Outgoing;
import io.tocsin.notifier.channel.PlainText;
import io.tocsin.notifier.channel.template.MessageData;
import io.tocsin.notifier.channel.template.MessageTemplate;
import io.tocsin.notifier.channel.template.Texts;
import io.tocsin.schemas.avro.Notification;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A notification as a mail: the same bytes each time, and a {@code Message-ID} by which a repeat can be told. */
final class EmailMessage {

    private static final int MAX_ALERTS = 100;
    private static final int MAX_HEADER = 250;

    private final EmailConfig config;
    private final Links links;

    EmailMessage(EmailConfig config, Links links) {
        this.config = config;
        this.links = links;
    }

    /** @param to at least one */
    MimeMessage of(Session session, Outgoing outgoing, List<InternetAddress> to) throws MessagingException {
        Notification notification = outgoing.notification();
        InternetAddress from = Addresses.parse(config.from()).getFirst();
        String domain = Addresses.domain(from);
        MimeMessage message = new Identified(session, "<" + outgoing.id() + "@" + domain + ">");
        message.setFrom(from);
        message.setRecipients(RecipientType.TO, to.toArray(InternetAddress[]::new));
        message.setSentDate(Date.from(Instant.ofEpochMilli(notification.getDecidedAt())));
        String thread = "<" + thread(notification) + "@" + domain + ">";
        message.setHeader("In-Reply-To", thread);
        message.setHeader("References", thread);
        message.setHeader("Auto-Submitted", "auto-generated");
        MessageData data = MessageData.of(notification, links, text -> text);
        message.setHeader("Subject", header(AlertText.title(notification)));
        for (Map.Entry<String, MessageTemplate> header : config.headers().entrySet()) {
            var text = header.getValue().render(data);
            if (text.isPresent()) {
                message.setHeader(header.getKey(), header(text.get()));
            }
        }
        message.setContent(parts(outgoing, data));
        message.saveChanges();
        return message;
    }

    private Alternative parts(Outgoing outgoing, MessageData data) throws MessagingException {
        Notification notification = outgoing.notification();
        String text = new Texts(config.templates(), data)
                .of("text")
                .orElseGet(() -> AlertText.title(notification) + "\n\n" + PlainText.of(notification, links, MAX_ALERTS)
                        + "\n\nSent by Tocsin, " + links.notifier() + ", to " + notification.getReceiver() + "\n");
        String html = new Texts(config.templates(), MessageData.of(notification, links, HtmlText::escape))
                .of("html")
                .orElseGet(() -> HtmlText.of(notification, links, MAX_ALERTS));
        Alternative parts = new Alternative(outgoing.id());
        if (!text.isEmpty() || html.isEmpty()) {
            parts.add(text, "plain");
        }
        if (!html.isEmpty()) {
            parts.add(html, "html");
        }
        return parts;
    }

    /** One for each group of each receiver, so that mail programs show its messages together. */
    private static String thread(Notification notification) {
        String key =
                notification.getReceiver() + "\n" + notification.getIntegration() + "\n" + notification.getGroupKey();
        return "group." + UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8));
    }

    /** One line, whatever comes out of an alert: a line feed would begin another header. */
    private static String header(String text) throws MessagingException {
        String line = AlertText.oneLine(text);
        int length = line.codePointCount(0, line.length());
        String cut = length <= MAX_HEADER ? line : line.substring(0, line.offsetByCodePoints(0, MAX_HEADER - 1)) + "…";
        try {
            return MimeUtility.encodeText(cut, "UTF-8", null);
        } catch (UnsupportedEncodingException e) {
            throw new MessagingException("every Java platform has UTF-8", e);
        }
    }

    /** A mail that keeps its name. */
    private static final class Identified extends MimeMessage {

        private final String id;

        Identified(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }

    /** The same in several forms, the best last, between boundaries that are always the same. */
    private static final class Alternative extends MimeMultipart {

        Alternative(String id) {
            ContentType type = new ContentType("multipart", "alternative", null);
            type.setParameter("boundary", "=_" + id);
            contentType = type.toString();
        }

        void add(String text, String subtype) throws MessagingException {
            MimeBodyPart part = new MimeBodyPart();
            part.setText(text, "UTF-8", subtype);
            addBodyPart(part);
        }
    }
}
