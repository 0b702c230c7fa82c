package io.tocsin.notifier.channel.email;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.notifier.channel.Credential;
import io.tocsin.notifier.channel.Delivery;
import io.tocsin.notifier.channel.Delivery.Delivered;
import io.tocsin.notifier.channel.Delivery.Retry;
import io.tocsin.notifier.channel.Links;
import io.tocsin.notifier.channel.Outgoing;
import io.tocsin.notifier.channel.email.ScriptedSmtp.Security;
import io.tocsin.notifier.channel.template.MessageTemplates;
import io.tocsin.schemas.avro.Notification;
import io.tocsin.schemas.config.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Mail and passwords go over TLS where that is asked for, to a server that is who it says it is, or not at all. */
final class EmailTlsTest {

    @TempDir
    private static Path directory;

    private static TestCertificate here;
    private static TestCertificate elsewhere;

    @BeforeAll
    static void makeCertificates() throws Exception {
        here = TestCertificate.of(directory, "ip:127.0.0.1");
        elsewhere = TestCertificate.of(directory, "dns:elsewhere.example");
    }

    private static Delivery deliver(ScriptedSmtp smtp, SmtpServer.Tls tls) throws InterruptedException {
        SmtpServer.Login login = new SmtpServer.Login("ops", Credential.of(new Secret("s3cr3t")));
        SmtpServer server = new SmtpServer("127.0.0.1", smtp.port(), "here", Optional.of(login), tls);
        EmailConfig config = new EmailConfig(
                MessageTemplates.DEFAULT.builtIn("a@ops.example"),
                "alerts@tocsin.example",
                server,
                true,
                Duration.ofSeconds(10),
                Map.of(),
                Map.of());
        Notification notification =
                new Notification(0L, "ops", "email[0]", "{}:{}", Map.of(), "FIRST_NOTIFICATION", 1L, List.of(), 0);
        return new EmailChannel(config, new Links("http://n", "http://q")).deliver(new Outgoing("id-1", notification));
    }

    private static SmtpServer.Tls trusting(TestCertificate certificate, Security security) {
        return new SmtpServer.Tls(true, security == Security.IMPLICIT, Optional.of(certificate.pem()), false);
    }

    @ParameterizedTest
    @EnumSource(
            value = Security.class,
            names = {"STARTTLS", "IMPLICIT"})
    void shouldBeDelivered_whenTheServersCertificateIsTrusted(Security security) throws Exception {
        try (ScriptedSmtp smtp = new ScriptedSmtp(security, here, Map.of())) {
            assertThat(deliver(smtp, trusting(here, security))).isInstanceOf(Delivered.class);
            assertThat(smtp.lines()).contains("Message-ID: <id-1@tocsin.example>");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Security.class,
            names = {"STARTTLS", "IMPLICIT"})
    void shouldSayNothing_whenTheCertificateIsNotTrusted(Security security) throws Exception {
        try (ScriptedSmtp smtp = new ScriptedSmtp(security, here, Map.of())) {
            assertNothingIsSaid(smtp, trusting(elsewhere, security));
            assertNothingIsSaid(smtp, new SmtpServer.Tls(true, security == Security.IMPLICIT, Optional.empty(), false));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Security.class,
            names = {"STARTTLS", "IMPLICIT"})
    void shouldSayNothing_whenTheCertificateIsAnotherHosts(Security security) throws Exception {
        try (ScriptedSmtp smtp = new ScriptedSmtp(security, elsewhere, Map.of())) {
            assertNothingIsSaid(smtp, trusting(elsewhere, security));
        }
    }

    private static void assertNothingIsSaid(ScriptedSmtp smtp, SmtpServer.Tls tls) throws InterruptedException {
        assertThat(deliver(smtp, tls))
                .isInstanceOfSatisfying(
                        Retry.class, retry -> assertThat(retry.reason()).contains("no secure connection"));
        assertThat(smtp.lines()).noneMatch(line -> line.startsWith("AUTH") || line.startsWith("MAIL"));
    }

    @Test
    void shouldBeDelivered_whenAnyCertificateWillDo() throws Exception {
        try (ScriptedSmtp smtp = new ScriptedSmtp(Security.STARTTLS, elsewhere, Map.of())) {
            assertThat(deliver(smtp, new SmtpServer.Tls(true, false, Optional.empty(), true)))
                    .isInstanceOf(Delivered.class);
        }
    }

    @Test
    void shouldSayNothing_whenTlsIsRequiredAndNotOffered() throws Exception {
        try (ScriptedSmtp smtp = ScriptedSmtp.answering(Map.of())) {
            assertThat(deliver(smtp, new SmtpServer.Tls(true, false, Optional.empty(), false)))
                    .isInstanceOfSatisfying(
                            Retry.class, retry -> assertThat(retry.reason()).contains("STARTTLS"));
            assertThat(smtp.lines()).noneMatch(line -> line.startsWith("AUTH") || line.startsWith("MAIL"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "smtp.example, true, false, true",
        "smtp.example, false, true, true",
        "smtp.example, false, false, false",
        "127.0.0.1, false, true, false",
        "localhost, false, true, false",
        "localhost.example, false, true, true",
        "127.0.0.1.example, false, true, true"
    })
    void shouldNeedTls_whenAPasswordLeavesTheMachine(String host, boolean required, boolean password, boolean needed) {
        Optional<SmtpServer.Login> login = password
                ? Optional.of(new SmtpServer.Login("ops", Credential.of(new Secret("s3cr3t"))))
                : Optional.empty();
        SmtpServer.Tls tls = new SmtpServer.Tls(required, false, Optional.empty(), false);

        assertThat(new SmtpServer(host, 25, "here", login, tls).needsTls()).isEqualTo(needed);
    }
}
