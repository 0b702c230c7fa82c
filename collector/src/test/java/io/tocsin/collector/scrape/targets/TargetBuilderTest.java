package io.tocsin.collector.scrape.targets;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.collector.scrape.config.PrometheusFile;
import io.tocsin.collector.scrape.config.ScrapeConfig;
import io.tocsin.schemas.config.Problems;
import io.tocsin.schemas.config.YamlNode;
import io.tocsin.schemas.labels.Labels;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TargetBuilderTest {

    private static List<Discovered> discovered(String job) {
        Problems problems = new Problems();
        String yaml = "scrape_configs:\n  - job_name: shop\n" + job.indent(4);
        ScrapeConfig config = PrometheusFile.read(YamlNode.parse("p.yml", yaml, problems), Path.of(""), problems)
                .jobs()
                .getFirst();
        problems.throwIfAny();
        TargetBuilder builder = new TargetBuilder(config);
        return config.targets().stream()
                .flatMap(group -> builder.of(group).stream())
                .toList();
    }

    private static ScrapeTarget target(String job) {
        return ((Discovered.Kept) discovered(job).getFirst()).target();
    }

    @Test
    void shouldHaveTheDefaults_ofAnAddress() {
        ScrapeTarget target = target("static_configs: [{targets: [\"h:80\"], labels: {zone: z}}]");

        assertThat(target.labels()).isEqualTo(Labels.of("job", "shop", "instance", "h:80", "zone", "z"));
        assertThat(target.url()).hasToString("http://h:80/metrics");
        assertThat(target.timing().interval()).isEqualTo(Duration.ofMinutes(1));
        assertThat(target.timing().timeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(target.discovered().get("__address__")).isEqualTo("h:80");
        assertThat(target.discovered().get("__scrape_interval__")).isEqualTo("1m");
    }

    @Test
    void shouldPutParametersIntoTheQuery_escaped() {
        ScrapeTarget target = target("""
            params: {"match[]": ["{a=\\"b c\\"}", second], module: [http_2xx]}
            metrics_path: probe
            scheme: https
            static_configs: [{targets: ["h"]}]
            """);

        assertThat(target.url())
                .hasToString("https://h/probe?match%5B%5D=%7Ba%3D%22b+c%22%7D&match%5B%5D=second&module=http_2xx");
    }

    @Test
    void shouldLetRelabellingRewriteEverything_asForProbesThroughAnExporter() {
        ScrapeTarget target = target("""
            metrics_path: /probe
            params: {module: [http]}
            static_configs: [{targets: ["site.example:443"], labels: {__meta_owner: ops}}]
            relabel_configs:
              - {source_labels: [__address__], target_label: __param_target}
              - {source_labels: [__param_target], target_label: instance}
              - {target_label: __address__, replacement: "127.0.0.1:9115"}
              - {target_label: __scrape_interval__, replacement: 30s}
              - {source_labels: [__meta_owner], target_label: owner}
            """);

        assertThat(target.url()).hasToString("http://127.0.0.1:9115/probe?module=http&target=site.example%3A443");
        assertThat(target.labels()).isEqualTo(Labels.of("job", "shop", "instance", "site.example:443", "owner", "ops"));
        assertThat(target.timing().interval()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void shouldDropWhatARuleDrops_andWhatIsLeftWithoutAddress() {
        List<Discovered> discovered = discovered("""
            static_configs: [{targets: ["a:1", "b:1", "c:1"]}]
            relabel_configs:
              - {source_labels: [__address__], regex: "a.*", action: drop}
              - {source_labels: [__address__], regex: "b.*", target_label: __address__, replacement: ""}
            """);

        assertThat(discovered)
                .satisfiesExactly(
                        a -> assertThat(a).isInstanceOf(Discovered.Dropped.class),
                        b -> assertThat(b).isInstanceOf(Discovered.Dropped.class),
                        c -> assertThat(c).isInstanceOf(Discovered.Kept.class));
    }

    @ParameterizedTest
    @CsvSource({
        "__address__, 'h:1/path', is no address",
        "__address__, 'h h:1', no URL",
        "__scheme__, ftp, the scheme is",
        "__scrape_interval__, 0s, must be longer than 0",
        "__scrape_interval__, soon, is not a duration",
        "__scrape_timeout__, 2m, is longer than __scrape_interval__",
    })
    void shouldSayWhyATargetCannotBeScraped(String label, String value, String reason) {
        Discovered discovered = discovered("""
            static_configs: [{targets: ["h:1"]}]
            relabel_configs: [{target_label: %s, replacement: "%s"}]
            """.formatted(label, value)).getFirst();

        assertThat(discovered)
                .isInstanceOfSatisfying(
                        Discovered.Invalid.class,
                        invalid -> assertThat(invalid.reason()).contains(reason));
    }

    @Test
    void shouldSpreadTargetsOverTheInterval_alwaysInTheSameWay() {
        long[] offsets = IntStream.range(0, 500)
                .mapToLong(i -> target("static_configs: [{targets: [\"h" + i + ":9100\"]}]\nscrape_interval: 5s\n"
                                + "scrape_timeout: 5s")
                        .grid()
                        .offsetMillis())
                .toArray();

        assertThat(Arrays.stream(offsets).boxed())
                .as("those of a tenth of a second travel together")
                .allSatisfy(offset -> assertThat(offset % 100).isZero());
        long[] perSecond = new long[5];
        for (long offset : offsets) {
            perSecond[(int) (offset / 1000)]++;
        }
        assertThat(Arrays.stream(perSecond).boxed())
                .allSatisfy(n -> assertThat(n).isBetween(60L, 140L));
        assertThat(target("static_configs: [{targets: [\"h0:9100\"]}]\nscrape_interval: 5s\nscrape_timeout: 5s")
                        .grid()
                        .offsetMillis())
                .isEqualTo(offsets[0]);
    }
}
