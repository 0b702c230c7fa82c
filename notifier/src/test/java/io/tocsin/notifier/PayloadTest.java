package io.tocsin.notifier;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.tocsin.notifier.channel.Delivery.Delivered;
import io.tocsin.notifier.channel.Links;
import io.tocsin.notifier.channel.NotificationChannel;
import io.tocsin.notifier.channel.Outgoing;
import io.tocsin.notifier.channel.Surroundings;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What receivers get, byte by byte: a file for each case. */
final class PayloadTest {

    private static final Path FILES = Path.of("src/test/resources/payloads");
    private static final String ID = "0123456789abcdef0123456789abcdef";
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final WireMockServer http =
            new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));
    private final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @TempDir
    private Path directory;

    @BeforeEach
    void start() {
        http.start();
        http.stubFor(any(anyUrl()).willReturn(ok()));
        mail.start();
    }

    @AfterEach
    void stop() {
        http.stop();
        mail.stop();
    }

    @TestFactory
    Stream<DynamicTest> shouldSendWhatTheFileSays() throws IOException {
        try (Stream<Path> files = Files.list(FILES)) {
            return files.sorted().toList().stream()
                    .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), file.toUri(), () -> run(file)));
        }
    }

    private void run(Path file) throws Exception {
        http.resetRequests();
        mail.purgeEmailFromAllMailboxes();
        PayloadCase payload = PayloadCase.read(file, http.port(), mail.getSmtp().getPort());
        Surroundings surroundings = new Surroundings(
                new Links("http://notifier.example", "http://queries.example"),
                text -> {},
                InstantSource.fixed(PayloadCase.DECIDED));
        try (NotificationChannel channel = payload.config().open(surroundings)) {
            assertThat(channel.deliver(new Outgoing(ID, payload.notification())))
                    .isInstanceOf(Delivered.class);
        }
        assertThat(received()).isEqualTo(inOneForm(payload.expected()));
    }

    private String received() throws Exception {
        MimeMessage[] messages = mail.getReceivedMessages();
        if (messages.length > 0) {
            String whole = GreenMailUtil.getWholeMessage(messages[0]);
            return inOneForm(whole.substring(whole.indexOf("Date: ")));
        }
        LoggedRequest request = http.findAll(anyRequestedFor(anyUrl())).getFirst();
        String body = request.getBodyAsString();
        return request.getHeader("Content-Type").startsWith("application/x-www-form")
                ? inOneForm(URLDecoder.decode(body.replace("&", "\n"), StandardCharsets.UTF_8))
                : inOneForm(body);
    }

    /** JSON with its line breaks in the usual places; all else without white space at the ends of lines. */
    private static String inOneForm(String text) throws JsonProcessingException {
        return text.strip().startsWith("{")
                ? JSON.writeValueAsString(JSON.readTree(text))
                : text.replaceAll("[ \t\r]+\n", "\n").strip();
    }

    /** The negative control: a runner that would let anything pass would let this pass as well. */
    @Test
    void shouldFail_whenAFileSaysSomethingElse() throws IOException {
        Path file = Files.writeString(
                directory.resolve("wrong.yml"),
                Files.readString(FILES.resolve("sms-one.yml")).replace("; value 97.5", "; value 97.6"));

        assertThatThrownBy(() -> run(file)).isInstanceOf(AssertionError.class);
    }
}
