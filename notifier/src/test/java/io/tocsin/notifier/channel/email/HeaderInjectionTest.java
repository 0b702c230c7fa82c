package io.tocsin.notifier.channel.email;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.notifier.channel.Links;
import io.tocsin.notifier.channel.NastyNotifications;
import io.tocsin.notifier.channel.Outgoing;
import io.tocsin.notifier.channel.template.MessageTemplates;
import io.tocsin.schemas.avro.Notification;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever an alert says, a mail has the headers that it is to have, its two parts, and lines that servers take. */
final class HeaderInjectionTest {

    private static final int LONGEST_LINE = 998;
    private static final Session SESSION = Session.getInstance(new Properties());

    private static EmailConfig config() {
        MessageTemplates templates = MessageTemplates.DEFAULT;
        return new EmailConfig(
                templates.builtIn("a@ops.example"),
                "alerts@tocsin.example",
                new SmtpServer(
                        "x", 25, "here", Optional.empty(), new SmtpServer.Tls(true, false, Optional.empty(), false)),
                true,
                Duration.ofSeconds(1),
                Map.of(),
                Map.of(
                        "X-Receiver", templates.builtIn("{{ .Receiver }}"),
                        "X-Alerts", templates.builtIn("{{ range .Alerts }}{{ .Annotations.summary }}{{ end }}")));
    }

    private static String written(Notification notification) throws Exception {
        MimeMessage message = new EmailMessage(config(), new Links("http://n", "http://q"))
                .of(SESSION, new Outgoing("0123", notification), Addresses.parse("a@ops.example"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        message.writeTo(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static List<String> headers(String mail) {
        return mail.substring(0, mail.indexOf("\r\n\r\n"))
                .replace("\r\n ", " ")
                .replace("\r\n\t", " ")
                .lines()
                .map(line -> line.replaceFirst(":.*", ""))
                .toList();
    }

    /** The negative control: what would follow from one line feed too many. */
    @Test
    void shouldSeeAHeader_whenOneIsInjected() {
        assertThat(headers("Subject: a\r\n b\r\nBcc: c\r\n\r\nX: d")).containsExactly("Subject", "Bcc");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldHaveItsOwnHeadersOnly_whateverTheAlertsSay(long seed) throws Exception {
        NastyNotifications notifications = new NastyNotifications(seed);
        for (int i = 0; i < 10; i++) {
            String mail = written(notifications.next());

            assertThat(headers(mail))
                    .containsExactlyInAnyOrder(
                            "Date",
                            "From",
                            "To",
                            "Message-ID",
                            "In-Reply-To",
                            "References",
                            "Subject",
                            "MIME-Version",
                            "Content-Type",
                            "Auto-Submitted",
                            "X-Receiver",
                            "X-Alerts");
            assertThat(mail.split("\r\n")).allMatch(line -> line.length() <= LONGEST_LINE);
            MimeMessage read =
                    new MimeMessage(SESSION, new ByteArrayInputStream(mail.getBytes(StandardCharsets.UTF_8)));
            assertThat(read.getAllRecipients()).hasSize(1);
            assertThat(((MimeMultipart) read.getContent()).getCount()).isEqualTo(2);
        }
    }

    @Test
    void shouldBeTheSameBytes_whenItIsWrittenAgain() throws Exception {
        assertThat(written(new NastyNotifications(9).next())).isEqualTo(written(new NastyNotifications(9).next()));
    }
}
