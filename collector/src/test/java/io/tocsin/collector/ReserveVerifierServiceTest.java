package io.tocsin.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.collector.fetch.RawServer;
import io.tocsin.collector.publish.RecordingPublisher;
import io.tocsin.schemas.avro.ReserveSnapshot;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A verifier of a running collector: what it puts on the log, and what the collector says of it. */
final class ReserveVerifierServiceTest {

    private static final String UP = "tocsin_reserve_verifier_up{asset=\"ckALGO\"}";
    private static final String FAILURES = "tocsin_reserve_verifier_failures_total{asset=\"ckALGO\",reason=\"";

    private final AtomicReference<String> document =
            new AtomicReference<>("{\"supply\": 1000000.000001, \"locked\": \"1000000.5\"}");

    private RawServer ledger() throws Exception {
        return new RawServer((request, out, self) ->
                out.write(("HTTP/1.1 200 OK\r\n\r\n" + document.get()).getBytes(StandardCharsets.UTF_8)));
    }

    private static EventServer collector(RawServer ledger) {
        String figure = "{http: {url: '" + ledger.url("/") + "'}, pointer: /";
        return new EventServer("{}, reserve_verifiers: [{asset: ckALGO, interval: 1s, supply: " + figure
                + "supply}, locked: " + figure + "locked}}]");
    }

    @Test
    void shouldPutASnapshotOnTheLog_atEachInstantOfTheGrid() throws Exception {
        try (RawServer ledger = ledger();
                EventServer collector = collector(ledger)) {
            await().until(() -> !collector.records(collector.topics.reserves()).isEmpty());
            EventServer.Read first =
                    collector.records(collector.topics.reserves()).getFirst();
            collector.now.addAndGet(1000);
            await().until(() -> collector.records(collector.topics.reserves()).stream()
                    .anyMatch(read -> read.timestampMillis() > first.timestampMillis()));

            assertThat(first.key()).isEqualTo("ckALGO");
            ReserveSnapshot snapshot = (ReserveSnapshot) first.value();
            assertThat(snapshot.getTimestamp()).isEqualTo(first.timestampMillis());
            assertThat(snapshot.getSupply()).isEqualByComparingTo("1000000.000001");
            assertThat(snapshot.getLocked()).isEqualByComparingTo("1000000.5");
            EventServer.Read next =
                    collector.records(collector.topics.reserves()).getLast();
            assertThat(next.timestampMillis() - first.timestampMillis()).isEqualTo(1000);
            assertThat(((ReserveSnapshot) next.value()).getEventId()).isNotEqualTo(snapshot.getEventId());
            assertThat(collector.registry.scrape())
                    .contains(UP + " 1.0\n", FAILURES + "missing\"} 0.0\n")
                    .containsPattern("tocsin_reserve_verifier_duration_seconds\\{asset=\"ckALGO\"} [0-9.E-]+\n");
        }
    }

    @Test
    void shouldPublishNothing_andSayWhy_whenAFigureIsMissing() throws Exception {
        document.set("{\"supply\": 1}");
        try (RawServer ledger = ledger();
                EventServer collector = collector(ledger)) {
            await().untilAsserted(() -> assertThat(collector.registry.scrape())
                    .contains(UP + " 0.0\n")
                    .containsPattern(Pattern.quote(FAILURES) + "missing\"} [1-9]"));
            assertThat(collector.records()).isEmpty();

            document.set("{\"supply\": 1, \"locked\": 1}");
            await().untilAsserted(() -> assertThat(collector.registry.scrape()).contains(UP + " 1.0\n"));
            assertThat(collector.records()).isNotEmpty();
        }
    }

    @Test
    void shouldSayThatTheLogIsAway() throws Exception {
        try (RawServer ledger = ledger();
                EventServer collector = collector(ledger)) {
            collector.mood(RecordingPublisher.Mood.REFUSES);

            await().untilAsserted(() -> assertThat(collector.registry.scrape())
                    .contains(UP + " 0.0\n")
                    .containsPattern(Pattern.quote(FAILURES) + "log\"} [1-9]"));
        }
    }
}
