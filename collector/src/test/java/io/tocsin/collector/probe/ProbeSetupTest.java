package io.tocsin.collector.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.schemas.config.Problem;
import io.tocsin.schemas.config.Problems;
import io.tocsin.schemas.config.YamlNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may stand under {@code probes:}, and what is said of what may not. */
final class ProbeSetupTest {

    private static ProbeSetup read(String yaml, Problems problems) {
        return ProbeSetup.read(
                YamlNode.parse("t.yml", "probes:\n" + yaml, problems).get("probes"), problems);
    }

    private static List<Probe> good(String yaml) {
        Problems problems = new Problems();
        ProbeSetup setup = read(yaml, problems);
        assertThat(problems.list()).isEmpty();
        return setup.probes();
    }

    private static List<String> mistakes(String yaml) {
        Problems problems = new Problems();
        read(yaml, problems);
        return problems.list().stream().map(Problem::toString).toList();
    }

    @Test
    void shouldHaveUsualValues() {
        Probe probe =
                good("- {name: api, url: 'https://api.example.org/health'}").getFirst();

        assertThat(probe.labels().toMap())
                .containsOnly(Map.entry("job", "api"), Map.entry("instance", "https://api.example.org/health"));
        assertThat(probe.timing().interval()).isEqualTo(Duration.ofSeconds(5));
        assertThat(probe.timing().timeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(probe.fetch().method()).isEqualTo("GET");
        assertThat(probe.fetch().followRedirects()).isTrue();
        assertThat(probe.fetch().bodyLimit()).isEqualTo(1 << 20);
    }

    @Test
    void shouldMakeAProbeOfEachUrl_withTheLabelsOfItsConfiguration() {
        List<Probe> probes = good("""
            - name: canister
              role: canister
              urls: ['http://a/status', 'http://b/status']
              interval: 2s
              labels: {zone: z}
            - {name: canister, url: 'http://c/status?key=k', instance: c}
            """);

        assertThat(probes)
                .extracting(probe -> probe.labels().get("instance"))
                .containsExactly("http://a/status", "http://b/status", "c");
        assertThat(probes.getFirst().labels().get("role")).isEqualTo("canister");
        assertThat(probes.getFirst().labels().get("zone")).isEqualTo("z");
        assertThat(probes.getFirst().timing().timeout())
                .as("not longer than the interval")
                .isEqualTo(Duration.ofSeconds(2));
        assertThat(probes).extracting(Probe::grid).doesNotHaveDuplicates();
    }

    @Test
    void shouldTellEveryMistakeAtOnce_atItsPlace() {
        assertThat(mistakes("""
            - url: http://a
              nmae: api
            - name: b
            - name: c
              url: ftp://c
              timeout: 6s
              valid_status_codes: [200, 2000]
            """))
                .satisfiesExactly(
                        m -> assertThat(m).startsWith("t.yml:2:3: probes[0].name: is required"),
                        m -> assertThat(m).startsWith("t.yml:3:3: probes[0].nmae: unknown key; did you mean \"name\"?"),
                        m -> assertThat(m).startsWith("t.yml:4:3: probes[1]: has to have a url"),
                        m -> assertThat(m).startsWith("t.yml:6:8: probes[2].url: must be a URL"),
                        m -> assertThat(m).startsWith("t.yml:7:12: probes[2].timeout: must be longer than 0 and not"),
                        m -> assertThat(m).startsWith("t.yml:8:29: probes[2].valid_status_codes[1]: must be an HTTP"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "url: 'http://u:hush@a/'|basic_auth is for them",
                "url: 'http://a/#x'|must have no #",
                "url: 'http:///x'|must be a URL",
                "url: 'http://a b/'|must be a URL",
                "url: 'http://a:70000/'|a port that exists",
                "{url: 'http://a', urls: ['http://b']}|has to have a url, or a list urls",
                "urls: []|must name at least one",
                "{urls: ['http://a', 'http://b'], instance: c}|is for a probe of one url",
                "{url: 'http://a', interval: 99ms}|must be from 100ms to 1h",
                "{url: 'http://a', interval: 61m}|must be from 100ms to 1h",
                "{url: 'http://a', timeout: 0s}|must be longer than 0",
                "{url: 'http://a', timeout: 5001ms}|not longer than interval, which is 5s",
                "{url: 'http://a', method: 'GE T'}|must be a method",
                "{url: 'http://a', headers: {'a b': c}}|is no name of a header",
                "{url: 'http://a', headers: {Content-Length: '3'}}|is set by itself",
                "{url: 'http://a', headers: {a: b, A: c}}|is there twice",
                "{url: 'http://a', valid_status_codes: [99]}|from 100 to 599",
                "{url: 'http://a', valid_status_codes: [600]}|from 100 to 599",
                "{url: 'http://a', fail_if_ssl: true, fail_if_not_ssl: true}|no probe can pass",
                "{url: 'http://a', fail_if_body_matches_regexp: ['(']}|is no regular expression of RE2",
                "{url: 'http://a', fail_if_body_not_matches_regexp: ['a{1001}']}|is no regular expression of RE2",
                "{url: 'http://a', labels: {'a-b': c}}|is no name of a label",
                "{url: 'http://a', labels: {__a: c}}|is no name of a label",
                "{url: 'http://a', labels: {job: c}}|job by name",
                "{url: 'http://a', preferred_ip_protocol: ip5}|must be ip4 or ip6",
                "{url: 'http://a', ip_protocol_fallback: false}|needs a preferred_ip_protocol",
                "{url: 'http://a', body_size_limit: 0}|must be from 1B to 64MB",
                "{url: 'http://a', body_size_limit: 65MB}|must be from 1B to 64MB",
                "{url: 'http://a', tls_config: {server_name: b}}|is not supported",
                "{url: 'http://a', tls_config: {cert_file: b}}|go together",
                "{url: 'http://a', basic_auth: {username: u}, bearer_token: t}|at most one of",
                "{url: 'http://a', fail_if_header_matches: []}|unknown key",
            })
    void shouldSayWhatIsWrong(String probe, String said) {
        String yaml = probe.startsWith("{") ? probe.replaceFirst("\\{", "{name: x, ") : "{name: x, " + probe + "}";

        assertThat(mistakes("- " + yaml))
                .singleElement()
                .satisfies(mistake -> assertThat(mistake)
                        .startsWith("t.yml:2:")
                        .contains(said)
                        .doesNotContain("hush"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "interval: 100ms",
                "interval: 1h",
                "timeout: 5s",
                "timeout: 1ms",
                "valid_status_codes: [100, 599]",
                "body_size_limit: 64MB",
                "body_size_limit: 1B",
                "fail_if_body_matches_regexp: ['a{1000}']",
                "headers: {X-Key: 'é'}",
                "method: PURGE",
                "{preferred_ip_protocol: ip6, ip_protocol_fallback: false}"
            })
    void shouldTakeWhatIsJustRight(String setting) {
        String inner = setting.startsWith("{p") ? setting.substring(1, setting.length() - 1) : setting;

        assertThat(good("- {name: x, url: 'http://a', " + inner + "}")).hasSize(1);
    }

    @Test
    void shouldNotTakeTheSameProbeTwice() {
        assertThat(mistakes("""
            - {name: a, url: 'http://a'}
            - {name: b, url: 'http://a'}
            - {name: a, url: 'http://b', instance: 'http://a'}
            """))
                .singleElement()
                .asString()
                .startsWith("t.yml:4:3: probes[2]: there is a probe \"a\" of http://a");
    }
}
