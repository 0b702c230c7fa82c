package io.tocsin.notifier.channel.email;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.notifier.channel.CapturedLogs;
import io.tocsin.notifier.channel.Credential;
import io.tocsin.notifier.channel.Delivery;
import io.tocsin.notifier.channel.Delivery.Delivered;
import io.tocsin.notifier.channel.Delivery.Rejected;
import io.tocsin.notifier.channel.Delivery.Retry;
import io.tocsin.notifier.channel.Links;
import io.tocsin.notifier.channel.NotificationChannel;
import io.tocsin.notifier.channel.Outgoing;
import io.tocsin.notifier.channel.template.MessageTemplates;
import io.tocsin.schemas.avro.Notification;
import io.tocsin.schemas.avro.NotifiedAlert;
import io.tocsin.schemas.config.Secret;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the channel makes of whatever a mail server answers. */
final class EmailChannelTest {

    private static final String SECRET = "s3cr3t-passw0rd";
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(500);
    private static final SmtpServer.Tls OPEN = new SmtpServer.Tls(false, false, Optional.empty(), false);
    private static final SmtpServer.Login LOGIN = new SmtpServer.Login("ops", Credential.of(new Secret(SECRET)));

    @TempDir
    private Path directory;

    private static Outgoing outgoing() {
        NotifiedAlert alert = new NotifiedAlert(
                "", "", "Cpu", Map.of("alertname", "Cpu"), Map.of(), "", true, 0L, 0L, null, 1.0, "up");
        return new Outgoing(
                "id-1",
                new Notification(
                        0L, "ops", "email[0]", "{}:{}", Map.of(), "FIRST_NOTIFICATION", 1L, List.of(alert), 0));
    }

    private static EmailConfig config(SmtpServer server, String to, Duration timeout) {
        return new EmailConfig(
                MessageTemplates.DEFAULT.builtIn(to),
                "alerts@tocsin.example",
                server,
                true,
                timeout,
                Map.of(),
                Map.of());
    }

    private static SmtpServer server(int port, SmtpServer.Tls tls) {
        return new SmtpServer("127.0.0.1", port, "here", Optional.of(LOGIN), tls);
    }

    private static Delivery deliver(SmtpServer server, String to) throws Exception {
        return deliver(config(server, to, LONG));
    }

    private static Delivery deliver(EmailConfig config) throws Exception {
        try (CapturedLogs logs = new CapturedLogs();
                NotificationChannel channel = new EmailChannel(config, new Links("http://n", "http://q"))) {
            Delivery delivery = channel.deliver(outgoing());
            String password = Base64.getEncoder().encodeToString(SECRET.getBytes(StandardCharsets.UTF_8));
            assertThat(delivery + logs.text()).doesNotContain(SECRET).doesNotContain(password);
            return delivery;
        }
    }

    private static Delivery deliver(Map<String, String> answers) throws Exception {
        try (ScriptedSmtp smtp = ScriptedSmtp.answering(answers)) {
            return deliver(server(smtp.port(), OPEN), "a@ops.example");
        }
    }

    @Test
    void shouldBeDelivered_whenTheServerTakesIt() throws Exception {
        assertThat(deliver(Map.of())).isInstanceOf(Delivered.class);
    }

    @ParameterizedTest
    @CsvSource({
        "AUTH, 535",
        "AUTH, 534",
        "AUTH, 501",
        "MAIL, 550",
        "MAIL, 553",
        "RCPT, 550",
        "RCPT, 551",
        "RCPT, 552",
        "RCPT, 553",
        "RCPT, 554",
        "DATA, 554",
        "DATA, 503",
        "END, 552",
        "END, 554",
        "END, 550"
    })
    void shouldBeRejected_whenAnotherAttemptWouldFareNoBetter(String stage, int code) throws Exception {
        assertThat(deliver(Map.of(stage, code + " no, " + SECRET + " is wrong")))
                .isInstanceOfSatisfying(
                        Rejected.class, r -> assertThat(r.reason()).contains(String.valueOf(code)));
    }

    @ParameterizedTest
    @CsvSource({
        "GREETING, 421",
        "GREETING, 554",
        "AUTH, 454",
        "AUTH, 421",
        "MAIL, 421",
        "MAIL, 451",
        "RCPT, 421",
        "RCPT, 450",
        "RCPT, 451",
        "RCPT, 452",
        "DATA, 421",
        "DATA, 451",
        "END, 421",
        "END, 451",
        "END, 452"
    })
    void shouldBeTriedAgain_whenItMayWorkLater(String stage, int code) throws Exception {
        assertThat(deliver(Map.of(stage, code + " later, " + SECRET)))
                .isInstanceOfSatisfying(Retry.class, r -> assertThat(r.reason()).contains(String.valueOf(code)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GREETING", "AUTH", "MAIL", "RCPT", "DATA", "END"})
    void shouldBeTriedAgain_whenTheConnectionBreaks(String stage) throws Exception {
        assertThat(deliver(Map.of(stage, ScriptedSmtp.RESET))).isInstanceOf(Retry.class);
    }

    @ParameterizedTest
    @CsvSource({
        "GREETING, (silence)",
        "AUTH, (silence)",
        "RCPT, (silence)",
        "END, (silence)",
        "RCPT, (trickle)",
        "END, (trickle)"
    })
    void shouldBeTriedAgain_whenNoAnswerComesInTime(String stage, String how) throws Exception {
        try (ScriptedSmtp smtp = ScriptedSmtp.answering(Map.of(stage, how))) {
            assertThat(deliver(config(server(smtp.port(), OPEN), "a@ops.example", SHORT)))
                    .isInstanceOf(Retry.class);
        }
    }

    /** What counts was said before. */
    @ParameterizedTest
    @ValueSource(strings = {ScriptedSmtp.SILENCE, ScriptedSmtp.RESET, ScriptedSmtp.TRICKLE, "500 what?"})
    void shouldBeDelivered_whenOnlyTheFarewellFails(String how) throws Exception {
        assertThat(deliver(Map.of("QUIT", how))).isInstanceOf(Delivered.class);
    }

    @Test
    void shouldBeTriedAgain_whenNobodyListens() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }

        assertThat(deliver(server(port, OPEN), "a@ops.example"))
                .isEqualTo(new Retry(Duration.ZERO, "no connection: refused, or no such host"));
        assertThat(deliver(new SmtpServer("no-such-host.invalid", 25, "here", Optional.empty(), OPEN), "a@ops.example"))
                .isInstanceOf(Retry.class);
    }

    @Test
    void shouldTellTheOthers_whenOneRecipientIsRefused() throws Exception {
        try (ScriptedSmtp smtp = ScriptedSmtp.answering(Map.of("RCPT b@ops.example", "550 unknown"));
                CapturedLogs logs = new CapturedLogs()) {
            EmailConfig config = config(server(smtp.port(), OPEN), "a@ops.example, b@ops.example", LONG);

            assertThat(new EmailChannel(config, new Links("http://n", "http://q")).deliver(outgoing()))
                    .isInstanceOf(Delivered.class);

            assertThat(smtp.lines()).contains("Message-ID: <id-1@tocsin.example>", ".");
            assertThat(logs.text()).contains("1 of 2 recipients");
        }
    }

    @Test
    void shouldBeTriedAgain_whenOneOfTheRefusedRecipientsMayBeTakenLater() throws Exception {
        Map<String, String> answers = Map.of("RCPT a@ops.example", "550 unknown", "RCPT b@ops.example", "450 busy");
        try (ScriptedSmtp smtp = ScriptedSmtp.answering(answers)) {
            assertThat(deliver(server(smtp.port(), OPEN), "a@ops.example, b@ops.example"))
                    .isInstanceOf(Retry.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "nobody", "a@ops.example b@ops.example", "{{ .CommonLabels.owner }}", "{{ index .Alerts 9 }}"
            })
    void shouldBeRejected_whenThereIsNobodyToTell(String to) throws Exception {
        try (ScriptedSmtp smtp = ScriptedSmtp.answering(Map.of())) {
            assertThat(deliver(server(smtp.port(), OPEN), to)).isInstanceOf(Rejected.class);
            assertThat(smtp.lines()).isEmpty();
        }
    }

    @Test
    void shouldBeTriedAgain_whenThePasswordsFileIsGone() throws Exception {
        Path file = directory.resolve("password");
        try (ScriptedSmtp smtp = ScriptedSmtp.answering(Map.of())) {
            SmtpServer.Login login = new SmtpServer.Login("ops", Credential.in(file));
            SmtpServer server = new SmtpServer("127.0.0.1", smtp.port(), "here", Optional.of(login), OPEN);

            assertThat(deliver(server, "a@ops.example"))
                    .isInstanceOfSatisfying(
                            Retry.class, r -> assertThat(r.reason()).contains(file.toString()));
            Files.writeString(file, SECRET + "\n");
            assertThat(deliver(server, "a@ops.example")).isInstanceOf(Delivered.class);
        }
    }

    @Test
    void shouldShowNoSecret_whenTheConfigurationIsPrinted() {
        assertThat(config(server(1, OPEN), "a@ops.example", LONG).toString()).doesNotContain(SECRET);
    }
}
