package io.tocsin.notifier.channel.email;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.tocsin.notifier.channel.Credential;
import io.tocsin.notifier.channel.Delivery;
import io.tocsin.notifier.channel.Delivery.Delivered;
import io.tocsin.notifier.channel.Delivery.Rejected;
import io.tocsin.notifier.channel.Links;
import io.tocsin.notifier.channel.Outgoing;
import io.tocsin.notifier.channel.template.MessageTemplates;
import io.tocsin.schemas.avro.Notification;
import io.tocsin.schemas.config.Secret;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a mail server of someone else's making. */
final class GreenMailTest {

    private final GreenMail mail = new GreenMail(new ServerSetup[] {
        new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
        new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS)
    });

    @BeforeEach
    void start() {
        mail.start();
        mail.setUser("ops", "right");
    }

    @AfterEach
    void stop() {
        mail.stop();
    }

    private Delivery deliver(boolean implicitTls, String password, String group) throws InterruptedException {
        int port = implicitTls ? mail.getSmtps().getPort() : mail.getSmtp().getPort();
        SmtpServer server = new SmtpServer(
                "127.0.0.1",
                port,
                "here",
                Optional.of(new SmtpServer.Login("ops", Credential.of(new Secret(password)))),
                new SmtpServer.Tls(implicitTls, implicitTls, Optional.empty(), true));
        EmailConfig config = new EmailConfig(
                MessageTemplates.DEFAULT.builtIn("a@ops.example"),
                "alerts@tocsin.example",
                server,
                true,
                Duration.ofSeconds(10),
                Map.of(),
                Map.of());
        Notification notification =
                new Notification(0L, "ops", "email[0]", group, Map.of(), "FIRST_NOTIFICATION", 1L, List.of(), 0);
        return new EmailChannel(config, new Links("http://n", "http://q")).deliver(new Outgoing("id-1", notification));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldBeDelivered_whenThePasswordIsRight(boolean implicitTls) throws Exception {
        assertThat(deliver(implicitTls, "right", "g")).isInstanceOf(Delivered.class);

        assertThat(mail.getReceivedMessages()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldBeRejected_whenThePasswordIsWrong(boolean implicitTls) throws Exception {
        assertThat(deliver(implicitTls, "wr0ng", "g"))
                .isInstanceOfSatisfying(
                        Rejected.class,
                        r -> assertThat(r.reason()).contains("password").doesNotContain("wr0ng"));

        assertThat(mail.getReceivedMessages()).isEmpty();
    }

    /** A repeat has the same id, by which it can be told; another group begins another thread. */
    @ParameterizedTest
    @ValueSource(strings = {"g", "h"})
    void shouldBelongToItsGroupsThread(String second) throws Exception {
        deliver(false, "right", "g");
        deliver(false, "right", second);

        MimeMessage[] messages = mail.getReceivedMessages();
        assertThat(messages[0].getMessageID()).isEqualTo(messages[1].getMessageID());
        assertThat(messages[0].getHeader("References", "").equals(messages[1].getHeader("References", "")))
                .isEqualTo(second.equals("g"));
    }
}
