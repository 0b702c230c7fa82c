package io.tocsin.collector.reserves;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.collector.fetch.ClosedPort;
import io.tocsin.collector.reserves.Trouble.Reason;
import io.tocsin.schemas.avro.CustodyBalance;
import io.tocsin.schemas.avro.ReserveSnapshot;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From JSON documents over HTTP to a snapshot, or to what is missing of it. */
final class PollTest {

    private Ledger ledger;

    @BeforeEach
    void start() throws IOException {
        ledger = new Ledger();
        ledger.documents.put("/token", """
            {"data": {"supply": 1000000000001, "locked": "1000000.5", "paused": true, "a/b": [1.5, 2]}}
            """);
        ledger.documents.put("/one", "{\"amount\": 600000000001}");
        ledger.documents.put("/two", "400000500000");
    }

    @AfterEach
    void stop() throws IOException {
        ledger.close();
    }

    private String usual() {
        return "supply: " + ledger.at("/token", "/data/supply", 6) + ", locked: "
                + ledger.at("/token", "/data/locked", 0);
    }

    private String custody() {
        return ", custody: [{address: one, %s, {address: two, %s]"
                .formatted(
                        ledger.at("/one", "/amount", 6).substring(1),
                        ledger.at("/two", "", 6).substring(1));
    }

    private static BigDecimal amount(String text) {
        return new BigDecimal(text).setScale(18);
    }

    @Test
    void shouldMakeASnapshotOfAllFigures() throws Exception {
        Poll.Result result = Polls.poll(usual() + custody() + ", user_balances: "
                + ledger.at("/token", "/data/a~1b/0", 0) + ", paused: " + ledger.at("/token", "/data/paused", 0));

        assertThat(result.missing()).isEmpty();
        ReserveSnapshot snapshot = result.snapshot().orElseThrow();
        assertThat(snapshot.getEventId()).isEqualTo("verified-ckALGO-" + Polls.GRID);
        assertThat(snapshot.getAsset()).isEqualTo("ckALGO");
        assertThat(snapshot.getTimestamp()).isEqualTo(Polls.GRID);
        assertThat(snapshot.getVerifiedAt()).isEqualTo(Polls.NOW);
        assertThat(snapshot.getVerificationMillis()).isBetween(0L, 10_000L);
        assertThat(snapshot.getSupply()).isEqualTo(amount("1000000.000001"));
        assertThat(snapshot.getLocked()).isEqualTo(amount("1000000.5"));
        assertThat(snapshot.getUserBalances()).isEqualTo(amount("1.5"));
        assertThat(snapshot.getPaused()).isTrue();
        assertThat(snapshot.getCustody()).extracting(CustodyBalance::getAddress).containsExactly("one", "two");
        assertThat(snapshot.getCustody())
                .extracting(CustodyBalance::getBalance)
                .containsExactly(amount("600000.000001"), amount("400000.5"));
        assertThat(snapshot.getCustody())
                .allSatisfy(each -> assertThat(each.getCheckMillis()).isBetween(0L, snapshot.getVerificationMillis()));
        assertThat(ledger.requests()).as("each document is asked for once").hasSize(3);
        assertThat(ledger.requests()).allMatch(request -> request.contains("Authorization: Bearer hush"));
    }

    @Test
    void shouldAddUpCustody() throws Exception {
        Poll.Result result = Polls.poll(
                "supply: " + ledger.at("/token", "/data/supply", 6) + ", locked: {sum: custody}" + custody());

        ReserveSnapshot snapshot = result.snapshot().orElseThrow();
        assertThat(snapshot.getLocked()).isEqualTo(amount("1000000.500001"));
        assertThat(snapshot.getUserBalances()).isNull();
        assertThat(snapshot.getPaused()).isFalse();
    }

    @Test
    void shouldNotAddUpToMoreThanFits() throws Exception {
        ledger.documents.put("/one", "{\"amount\": 99999999999999999999}");
        ledger.documents.put("/two", "1");

        Poll.Result result = Polls.poll(
                ("supply: " + ledger.at("/token", "/data/supply", 6) + ", locked: {sum: custody}" + custody())
                        .replaceAll("decimals: 6\\}(?=[,\\]])", "decimals: 0}"));

        assertThat(result.snapshot()).isEmpty();
        assertThat(result.missing()).singleElement().satisfies(missing -> {
            assertThat(missing.figure()).isEqualTo("locked");
            assertThat(missing.reason()).isEqualTo(Reason.INVALID);
        });
    }

    @Test
    void shouldNotRound_whateverTheFigure() throws Exception {
        ledger.documents.put(
                "/token", "{\"data\": {\"supply\": 99999999999999999999999999999999999999, \"locked\": 0.1}}");

        ReserveSnapshot snapshot = Polls.poll("supply: " + ledger.at("/token", "/data/supply", 18) + ", locked: "
                        + ledger.at("/token", "/data/locked", 0))
                .snapshot()
                .orElseThrow();

        assertThat(snapshot.getSupply().toPlainString()).isEqualTo("99999999999999999999.999999999999999999");
        assertThat(snapshot.getLocked()).isEqualTo(amount("0.1"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/one|{\"amount\": null}|MISSING|custody one is not in the answer",
                "/one|{\"amoun\": 3}|MISSING|custody one is not in the answer",
                "/one|{\"amount\": \"3 ALGO\"}|INVALID|custody one is no number",
                "/one|{\"amount\": 3, \"amount\": 4}|MALFORMED|custody one the answer is no JSON (1:",
                "/one|{\"amount\": 3} x|MALFORMED|custody one the answer is no JSON",
                "/one|{\"amount\": NaN}|MALFORMED|custody one the answer is no JSON",
                "/one|''|MISSING|custody one is not in the answer",
                "/token|{\"data\": {\"supply\": 1, \"locked\": 1, \"paused\": 0}}|INVALID|paused is neither true nor"
                        + " false",
                "/token|{\"data\": {\"supply\": 0.00000000000000001, \"locked\": 1, \"paused\": true}}|INVALID|supply"
                        + " has more than 18",
            })
    void shouldPublishNothing_whenAFigureIsMissing(String path, String document, Reason reason, String text)
            throws Exception {
        ledger.documents.put(path, document);

        Poll.Result result = Polls.poll(usual() + custody() + ", paused: " + ledger.at("/token", "/data/paused", 0));

        assertThat(result.snapshot()).isEmpty();
        assertThat(result.missing()).singleElement().satisfies(missing -> {
            assertThat(missing.reason()).isEqualTo(reason);
            assertThat(missing.toString()).startsWith(text).doesNotContain("hush");
        });
    }

    @Test
    void shouldSayOfEachFigureWhyItIsMissing() throws Exception {
        ledger.documents.remove("/token");
        ledger.documents.put("/one", "{\"amount\": {}}");

        Poll.Result result = Polls.poll(usual() + custody());

        assertThat(result.snapshot()).isEmpty();
        assertThat(result.missing())
                .extracting(Poll.Missing::figure)
                .containsExactlyInAnyOrder("supply", "locked", "custody one");
        assertThat(result.missing()).extracting(Poll.Missing::reason).containsOnly(Reason.STATUS, Reason.INVALID);
    }

    @Test
    void shouldWaitNoLongerThanItsTime_andNoFigureForAnother() throws Exception {
        ledger.hangsAt = "/two";

        Poll.Result result = Polls.hurried(timeout -> Polls.poll(usual() + custody() + timeout));

        assertThat(result.snapshot()).isEmpty();
        assertThat(result.missing()).singleElement().satisfies(missing -> {
            assertThat(missing.figure()).isEqualTo("custody two");
            assertThat(missing.reason()).isEqualTo(Reason.TIMEOUT);
            assertThat(missing.text()).as("where it was").isEqualTo("processing: the time was over");
        });
    }

    @Test
    void shouldSayThatNobodyAnswers() throws Exception {
        try (ClosedPort closed = new ClosedPort()) {
            String figure = "{http: {url: '" + closed.url("/") + "'}, pointer: /a}";

            assertThat(Polls.poll("supply: " + figure + ", locked: " + figure).missing())
                    .hasSize(2)
                    .allSatisfy(missing -> {
                        assertThat(missing.reason()).isEqualTo(Reason.UNREACHABLE);
                        assertThat(missing.text()).startsWith("connect: no connection");
                    });
        }
    }

    @Test
    void shouldNotReadADocumentWithoutEnd() throws Exception {
        ledger.documents.put("/token", "[" + "1,".repeat(600_000) + "1]");

        assertThat(Polls.poll(usual()).missing())
                .allSatisfy(missing -> assertThat(missing.reason()).isEqualTo(Reason.MALFORMED));
    }

    @Test
    void shouldNameEveryReasonAsALabel() {
        assertThat(Reason.values())
                .allSatisfy(reason -> assertThat(reason.label())
                        .isEqualTo(Objects.requireNonNull(reason.name()).toLowerCase(Locale.ROOT)));
    }
}
