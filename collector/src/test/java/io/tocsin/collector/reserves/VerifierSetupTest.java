package io.tocsin.collector.reserves;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.schemas.config.Problem;
import io.tocsin.schemas.config.Problems;
import io.tocsin.schemas.config.YamlNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may stand under {@code reserve_verifiers:}, and what is said of what may not. */
final class VerifierSetupTest {

    private static final String HTTP = "{http: {url: 'http://a/b'}, pointer: /c}";
    private static final String JDBC = "{jdbc: {url: 'jdbc:postgresql://db/bridge', query: 'select 1'}}";

    private static VerifierSetup read(String yaml, Problems problems) {
        YamlNode root = YamlNode.parse("t.yml", "reserve_verifiers:\n" + yaml, problems);
        return VerifierSetup.read(root.get("reserve_verifiers"), problems);
    }

    private static List<String> mistakes(String yaml) {
        Problems problems = new Problems();
        read(yaml, problems);
        return problems.list().stream().map(Problem::toString).toList();
    }

    @Test
    void shouldReadEveryFigure() {
        Problems problems = new Problems();
        VerifierSetup setup = read("""
            - asset: ckALGO
              interval: 1m
              supply: {http: {url: 'http://ledger/metrics', headers: {X-Key: hush}}, pointer: /data/supply, decimals: 6}
              locked: {sum: custody}
              user_balances:
                jdbc: {url: 'jdbc:postgresql://db/bridge', username: u, password_file: p, query: select sum(b) from x}
              custody:
                - {address: one, http: {url: 'http://node/one'}, pointer: /amount, decimals: 6}
                - {address: two, http: {url: 'http://node/two'}, pointer: '', decimals: 6}
              paused: {http: {url: 'http://ledger/metrics', headers: {X-Key: hush}}, pointer: /paused}
            """, problems);

        assertThat(problems.list()).isEmpty();
        Verification verification = setup.verifications().getFirst();
        assertThat(verification.figures().map(Figure::name))
                .containsExactlyInAnyOrder("supply", "user_balances", "paused", "custody one", "custody two");
        assertThat(verification.figures().map(Figure::question).distinct())
                .as("supply and pause stand in one document")
                .hasSize(4);
        assertThat(verification.timing().interval()).isEqualTo(Duration.ofMinutes(1));
        assertThat(verification.timing().timeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(verification.toString()).doesNotContain("hush", "postgresql");
    }

    @Test
    void shouldTellEveryMistakeAtOnce_atItsPlace() {
        assertThat(mistakes("""
            - suply: %1$s
              locked: %1$s
            - asset: b
              supply: {pointer: /c}
              locked: {sum: custody}
            - asset: c
              supply: {http: {url: 'http://a'}}
              locked: {http: {url: 'http://a'}, pointer: c}
            - {asset: c, supply: %1$s, locked: %2$s}
            """.formatted(HTTP, JDBC)))
                .satisfiesExactly(
                        m -> assertThat(m).startsWith("t.yml:2:3: reserve_verifiers[0].suply: unknown key; did you"),
                        m -> assertThat(m).startsWith("t.yml:2:3: reserve_verifiers[0].asset: is required"),
                        m -> assertThat(m).startsWith("t.yml:2:3: reserve_verifiers[0].supply: is required"),
                        m -> assertThat(m).startsWith("t.yml:5:11: reserve_verifiers[1].supply: has to come from"),
                        m -> assertThat(m).startsWith("t.yml:6:17: reserve_verifiers[1].locked.sum: needs addresses"),
                        m -> assertThat(m).startsWith("t.yml:8:11: reserve_verifiers[2].supply.pointer: is required"),
                        m -> assertThat(m)
                                .startsWith("t.yml:9:46: reserve_verifiers[2].locked.pointer: must be a JSON"),
                        m -> assertThat(m)
                                .startsWith("t.yml:10:11: reserve_verifiers[3].asset: there is a verifier of"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{jdbc: {url: 'jdbc:x:a?password=hush', query: q}}|must not hold a password",
                "{jdbc: {url: 'jdbc:x:a;PASSWORD =hush', query: q}}|must not hold a password",
                "{jdbc: {url: 'jdbc:postgresql://u:hush@db/b', query: q}}|must not hold a password",
                "{jdbc: {url: 'jdbc:x://db/b?sslpassword=hush', query: q}}|must not hold a password",
                "{jdbc: {url: 'postgresql://hush', query: q}}|must be a URL of JDBC",
                "{jdbc: {query: q}}|is required",
                "{jdbc: {url: 'jdbc:x:a'}}|is required",
                "{jdbc: {url: 'jdbc:x:a', query: q, password: hush}}|unknown key",
                "{jdbc: {url: 'jdbc:x:a', query: q}, pointer: /a}|unknown key",
                "{http: {url: 'http://a'}, jdbc: {url: 'jdbc:x:a', query: q}, pointer: /a}|has to come from http or"
                        + " from jdbc",
                "{http: {url: 'http://u:hush@a'}, pointer: /a}|basic_auth is for them",
                "{http: {}, pointer: /a}|is required",
                "{http: {method: GET}, pointer: /a}|is required",
                "{http: {url: 'http://a', interval: 3s}, pointer: /a}|unknown key",
                "{http: {url: 'http://a'}, pointer: '/a~2'}|must be a JSON pointer",
                "{http: {url: 'http://a'}, pointer: /a, decimals: -1}|must be from 0 to 100",
                "{http: {url: 'http://a'}, pointer: /a, decimals: 101}|must be from 0 to 100",
            })
    void shouldSayWhatIsWrongWithAFigure(String figure, String said) {
        assertThat(mistakes("- {asset: a, locked: " + HTTP + ", supply: " + figure + "}"))
                .first()
                .asString()
                .startsWith("t.yml:2:")
                .contains(said)
                .doesNotContain("hush");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "interval: 99ms|must be from 100ms to 1h",
                "interval: 61m|must be from 100ms to 1h",
                "timeout: 31s|not longer than interval, which is 30s",
                "timeout: 0s|must be longer than 0",
                "custody: [{http: {url: 'http://a'}, pointer: /a}]|is required",
                "locked: {sum: users}|must be custody",
            })
    void shouldSayWhatIsWrong(String setting, String said) {
        String locked = setting.startsWith("locked") ? "" : ", locked: " + HTTP;

        assertThat(mistakes("- {asset: a, supply: " + HTTP + locked + ", " + setting + "}"))
                .singleElement()
                .asString()
                .contains(said);
    }

    @Test
    void shouldTakeAnAddressOnce() {
        String custody = "{address: a, http: {url: 'http://a'}, pointer: /a}";

        assertThat(mistakes("- {asset: a, supply: " + HTTP + ", locked: " + HTTP + ", custody: [" + custody + ", "
                        + custody + "]}"))
                .singleElement()
                .asString()
                .contains("custody[1].address: is there already");
    }

    @ParameterizedTest
    @CsvSource({"100ms", "1h"})
    void shouldTakeIntervalsThatAreJustRight(String interval) {
        assertThat(mistakes("- {asset: a, interval: " + interval + ", supply: " + HTTP + ", locked: " + JDBC + "}"))
                .isEmpty();
    }
}
