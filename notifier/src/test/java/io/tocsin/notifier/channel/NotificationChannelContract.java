package io.tocsin.notifier.channel;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.tocsin.notifier.channel.Delivery.Delivered;
import io.tocsin.notifier.channel.Delivery.Rejected;
import io.tocsin.notifier.channel.Delivery.Retry;
import io.tocsin.schemas.avro.Notification;
import io.tocsin.schemas.avro.NotifiedAlert;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every channel over HTTP has to do, whatever its receiver does. A channel's test extends this. */
public abstract class NotificationChannelContract {

    protected static final String SECRET = "s3cr3t-t0ken";
    protected static final Instant NOW = Instant.parse("2026-03-01T03:00:00Z");
    protected static final Duration TIMEOUT = Duration.ofMillis(400);
    protected static final Surroundings SURROUNDINGS = new Surroundings(
            new Links("http://notifier.example/", "http://queries.example"),
            text -> {
                throw new AssertionError("nothing goes to the terminal");
            },
            InstantSource.fixed(NOW));

    protected WireMockServer server;

    /** The channel under test, which reaches the server at a URL that holds the secret, and has no other secret. */
    protected abstract ChannelConfig config(String url);

    @BeforeEach
    void startServer() {
        server = new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop();
    }

    protected static Notification notification() {
        return new Notification(
                NOW.toEpochMilli(),
                "ops",
                "webhook[0]",
                "{}:{alertname=\"HighCPUUsage\"}",
                Map.of("alertname", "HighCPUUsage"),
                "FIRST_NOTIFICATION",
                1L,
                List.of(alert("a", true), alert("b", false)),
                3);
    }

    protected static NotifiedAlert alert(String instance, boolean firing) {
        return new NotifiedAlert(
                "default",
                "host",
                "HighCPUUsage",
                Map.of("alertname", "HighCPUUsage", "instance", instance),
                Map.of("summary", "CPU is \"busy\"\nvery", "instance_is", instance),
                "00000000000000" + (firing ? "0a" : "0b"),
                firing,
                NOW.minusSeconds(90).toEpochMilli(),
                NOW.minusSeconds(60).toEpochMilli(),
                firing ? null : NOW.minusMillis(1).toEpochMilli(),
                97.5,
                "cpu > 90");
    }

    private void answer(ResponseDefinitionBuilder response) {
        server.stubFor(any(anyUrl()).willReturn(response));
    }

    private Delivery deliver() throws InterruptedException {
        return deliver("http://127.0.0.1:" + server.port() + "/hook/" + SECRET);
    }

    private Delivery deliver(String url) throws InterruptedException {
        try (CapturedLogs logs = new CapturedLogs();
                NotificationChannel channel = config(url).open(SURROUNDINGS)) {
            Delivery delivery = channel.deliver(new Outgoing("id-1", notification()));
            assertThat(delivery.toString()).doesNotContain(SECRET);
            assertThat(logs.text()).doesNotContain(SECRET);
            return delivery;
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError("a channel throws nothing because of its receiver", e);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204})
    void shouldBeDelivered_whenTheReceiverTakesIt(int status) throws InterruptedException {
        answer(aResponse().withStatus(status).withBody("thanks"));

        assertThat(deliver()).isInstanceOf(Delivered.class);
        assertThat(requests()).hasSize(1);
    }

    protected List<LoggedRequest> requests() {
        return server.findAll(anyRequestedFor(anyUrl()));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 405, 410, 413, 422})
    void shouldBeRejected_whenAnotherAttemptWouldFareNoBetter(int status) throws InterruptedException {
        answer(aResponse().withStatus(status).withBody("no, " + SECRET + " is wrong"));

        assertThat(deliver())
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> assertThat(rejected.reason()).contains(Integer.toString(status)));
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504, 599})
    void shouldBeTriedAgain_whenItMayWorkLater(int status) throws InterruptedException {
        answer(aResponse().withStatus(status).withBody(SECRET));

        assertThat(deliver()).isInstanceOfSatisfying(Retry.class, retry -> {
            assertThat(retry.after()).isZero();
            assertThat(retry.reason()).contains(Integer.toString(status));
        });
    }

    @ParameterizedTest
    @CsvSource({
        "7, PT7S",
        "0, PT0S",
        "-1, PT0S",
        "soon, PT0S",
        "86400, PT1H",
        "'Sun, 01 Mar 2026 03:00:30 GMT', PT30S",
        "'Sun, 01 Mar 2026 02:59:30 GMT', PT0S"
    })
    void shouldWait_whenTheReceiverSaysHowLong(String header, Duration after) throws InterruptedException {
        answer(aResponse().withStatus(429).withHeader("Retry-After", header));

        assertThat(deliver())
                .isInstanceOfSatisfying(
                        Retry.class, retry -> assertThat(retry.after()).isEqualTo(after));
    }

    /** The URL may hold a token: it is shown to nobody else. */
    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void shouldNotFollow_whenItIsSentElsewhere(int status) throws InterruptedException {
        String elsewhere = "http://127.0.0.1:" + server.port() + "/elsewhere";
        answer(aResponse().withStatus(status).withHeader("Location", elsewhere));

        assertThat(deliver()).isInstanceOf(Rejected.class);
        assertThat(requests()).hasSize(1);
    }

    @Test
    void shouldBeTriedAgain_whenNoAnswerComesInTime() throws InterruptedException {
        answer(aResponse().withStatus(200).withFixedDelay(5_000));

        assertThat(deliver())
                .isInstanceOfSatisfying(
                        Retry.class,
                        retry -> assertThat(retry.reason()).contains("within " + TIMEOUT.toMillis() + " ms"));
    }

    /** What counts has been said with the status; a body may trickle for ever. */
    @Test
    void shouldBeDelivered_whenOnlyTheBodyIsSlow() throws InterruptedException {
        answer(aResponse().withStatus(200).withBody("x".repeat(100)).withChunkedDribbleDelay(100, 10_000));

        assertThat(deliver()).isInstanceOf(Delivered.class);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"CONNECTION_RESET_BY_PEER", "EMPTY_RESPONSE", "RANDOM_DATA_THEN_CLOSE"})
    void shouldBeTriedAgain_whenTheConnectionBreaks(Fault fault) throws InterruptedException {
        answer(aResponse().withFault(fault));

        assertThat(deliver()).isInstanceOf(Retry.class);
    }

    @Test
    void shouldBeTriedAgain_whenNobodyListens() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }

        assertThat(deliver("http://127.0.0.1:" + port + "/" + SECRET)).isInstanceOf(Retry.class);
    }

    @Test
    void shouldBeTriedAgain_whenThereIsNoSuchHost() throws InterruptedException {
        assertThat(deliver("http://no-such-host.invalid/" + SECRET)).isInstanceOf(Retry.class);
    }

    /** A receiver that knows nothing of ids gets the same bytes, at least. */
    @Test
    void shouldSayTheSame_whenItIsTriedAgain() throws InterruptedException {
        answer(aResponse().withStatus(503));

        deliver();
        deliver();

        assertThat(requests()).hasSize(2);
        assertThat(requests())
                .allMatch(request -> "id-1".equals(request.getHeader("Idempotency-Key")))
                .allMatch(request -> requests().getFirst().getBodyAsString().equals(request.getBodyAsString()));
    }

    @Test
    void shouldShowNoSecret_whenTheConfigurationIsPrinted() {
        ChannelConfig config = config("http://127.0.0.1/hook/" + SECRET);

        assertThat(config.toString()).isNotEmpty().doesNotContain(SECRET);
    }
}
