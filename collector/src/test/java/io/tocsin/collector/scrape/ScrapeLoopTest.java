package io.tocsin.collector.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.collector.intake.Intake;
import io.tocsin.collector.intake.Intakes;
import io.tocsin.collector.publish.Frames;
import io.tocsin.collector.publish.RecordingPublisher;
import io.tocsin.collector.scrape.ScrapeLoop.Assignment;
import io.tocsin.collector.scrape.config.PrometheusFile;
import io.tocsin.collector.scrape.config.ScrapeConfig;
import io.tocsin.collector.scrape.http.HttpClients;
import io.tocsin.collector.scrape.http.TargetClient;
import io.tocsin.collector.scrape.targets.Discovered;
import io.tocsin.collector.scrape.targets.TargetBuilder;
import io.tocsin.schemas.config.Problems;
import io.tocsin.schemas.config.YamlNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One target over real HTTP, scraped at instants of the test's choice. */
final class ScrapeLoopTest {

    private static final String STALE = "stale";

    private final RecordingPublisher log = new RecordingPublisher();
    private final Intake intake = Intakes.over(log);
    private final HttpClients clients = new HttpClients();
    private long now = Intakes.NOW;
    private Exporter exporter;

    @BeforeEach
    void start() throws IOException {
        exporter = new Exporter();
    }

    @AfterEach
    void stop() {
        clients.close();
        exporter.close();
    }

    private Assignment assignment(String settings) {
        return assignment(settings, "20s");
    }

    private Assignment assignment(String settings, String timeout) {
        Problems problems = new Problems();
        String yaml = """
            scrape_configs:
              - job_name: shop
                scrape_interval: 30s
                scrape_timeout: %s
                static_configs: [{targets: ["%s"], labels: {instance: i1, zone: z}}]
            %s
            """.formatted(timeout, exporter.address(), settings.isEmpty() ? "" : settings.indent(4));
        ScrapeConfig config = PrometheusFile.read(YamlNode.parse("p.yml", yaml, problems), Path.of(""), problems)
                .jobs()
                .getFirst();
        problems.throwIfAny();
        Discovered.Kept kept = (Discovered.Kept)
                new TargetBuilder(config).of(config.targets().getFirst()).getFirst();
        TargetClient client = new TargetClient(
                clients, config.http(), config.protocols(), config.limits().bodyBytes());
        return new Assignment(config, kept.target(), client, "");
    }

    private ScrapeLoop loop(String settings) {
        return new ScrapeLoop(assignment(settings), intake);
    }

    /** What was published by one scrape: series without the labels of the target, with values; markers as text. */
    private Map<String, Object> scrape(ScrapeLoop loop) throws InterruptedException {
        now += 5_000;
        log.records.clear();
        loop.take(now);
        return published();
    }

    private Map<String, Object> published() {
        Map<String, Object> values = new LinkedHashMap<>();
        Frames.samples(log).forEach(read -> {
            String series = read.labels()
                    .toString()
                    .replace("instance=\"i1\", job=\"shop\", ", "")
                    .replace(", zone=\"z\"}", "}")
                    .replace("{zone=\"z\"}", "");
            String time = read.timestampMillis() == now ? "" : "@" + (read.timestampMillis() - now);
            boolean stale = Double.doubleToRawLongBits(read.value()) == 0x7ff0000000000002L;
            values.put(series + time, stale ? STALE : (Object) read.value());
        });
        values.remove("scrape_duration_seconds");
        return values;
    }

    private static Map<String, Object> report(int up, int scraped, int kept, int added) {
        return Map.of(
                "up", (double) up,
                "scrape_samples_scraped", (double) scraped,
                "scrape_samples_post_metric_relabeling", (double) kept,
                "scrape_series_added", (double) added);
    }

    @Test
    void shouldPublishWhatIsShown_withTheLabelsOfTheTarget() throws InterruptedException {
        exporter.body = "a 1\nb{x=\"y\"} 2\n";

        Map<String, Object> published = scrape(loop(""));

        assertThat(published)
                .containsAllEntriesOf(report(1, 2, 2, 2))
                .containsEntry("a", 1.0)
                .containsEntry("b{x=\"y\"}", 2.0)
                .hasSize(6);
        Exporter.Request request = exporter.requests.getFirst();
        assertThat(request.path()).isEqualTo("/metrics");
        assertThat(request.header("Accept")).startsWith("application/openmetrics-text;version=1.0.0");
        assertThat(request.header("X-prometheus-scrape-timeout-seconds")).isEqualTo("20.000");
    }

    @Test
    void shouldCountAsAdded_whatTheScrapeBeforeDidNotShow() throws InterruptedException {
        ScrapeLoop loop = loop("");
        exporter.body = "a 1\n";
        scrape(loop);
        exporter.body = "a 1\nb 1\n";

        assertThat(scrape(loop)).containsAllEntriesOf(report(1, 2, 2, 1));
        assertThat(scrape(loop)).containsAllEntriesOf(report(1, 2, 2, 0));
    }

    @Test
    void shouldEndASeriesOnce_whenItIsNoLongerShown() throws InterruptedException {
        ScrapeLoop loop = loop("");
        exporter.body = "a 1\nb 2\n";
        scrape(loop);
        exporter.body = "b 3\n";

        assertThat(scrape(loop)).containsEntry("a", STALE).containsEntry("b", 3.0);
        assertThat(scrape(loop)).doesNotContainKey("a").containsEntry("b", 3.0);
        exporter.body = "a 4\nb 3\n";
        assertThat(scrape(loop)).containsEntry("a", 4.0).containsAllEntriesOf(report(1, 2, 2, 1));
    }

    @Test
    void shouldNotEndASeries_thatIsWrittenInAnotherWay() throws InterruptedException {
        ScrapeLoop loop = loop("");
        exporter.body = "a{x=\"1\",y=\"2\"} 1\n";
        scrape(loop);
        exporter.body = "a{y=\"2\", x=\"1\"} 5\n";

        assertThat(scrape(loop)).containsValue(5.0).doesNotContainValue(STALE);
    }

    @ParameterizedTest
    @CsvSource({"500, 'a 1\n', answered with the HTTP status 500", "200, 'a 1\nb\n', the answer cannot be read: 2:"})
    void shouldBeDownAndEndEverything_whenAScrapeFails(int status, String body, String error)
            throws InterruptedException {
        ScrapeLoop loop = loop("");
        exporter.body = "a 1\n";
        scrape(loop);
        exporter.status = status;
        exporter.body = body;

        assertThat(scrape(loop))
                .containsEntry("a", STALE)
                .containsEntry("up", 0.0)
                .hasSize(5);
        assertThat(loop.health().lastError()).startsWith(error);
        assertThat(scrape(loop)).containsEntry("up", 0.0).hasSize(4);

        exporter.status = 200;
        exporter.body = "a 2\n";
        assertThat(scrape(loop)).containsEntry("a", 2.0).containsEntry("up", 1.0);
        assertThat(loop.health().lastError()).isEmpty();
    }

    @Test
    void shouldTakeNothing_whenABodyIsWrongInItsLastLine() throws InterruptedException {
        exporter.body = "a 1\nb 2\nc{ 3\n";

        assertThat(scrape(loop(""))).doesNotContainKeys("a", "b").containsEntry("up", 0.0);
    }

    @Test
    void shouldBeDown_whenNobodyListens() throws InterruptedException {
        ScrapeLoop loop = loop("");
        exporter.close();

        assertThat(scrape(loop)).containsAllEntriesOf(report(0, 0, 0, 0)).hasSize(4);
        assertThat(loop.health().lastError()).startsWith("no connection");
    }

    @Test
    void shouldGiveUp_whenThereIsNoAnswerInTime() throws InterruptedException {
        exporter.hangs = true;
        ScrapeLoop loop = new ScrapeLoop(assignment("", "200ms"), intake);

        assertThat(scrape(loop)).containsEntry("up", 0.0);
        assertThat(loop.health().lastError()).isEqualTo("no answer within 200 ms");
    }

    @ParameterizedTest
    @CsvSource({"2, 1", "1, 0"})
    void shouldTakeNothing_beyondTheSampleLimit(int limit, int up) throws InterruptedException {
        exporter.body = "a 1\nb 2\n";

        Map<String, Object> published = scrape(loop("sample_limit: " + limit));

        assertThat(published).containsAllEntriesOf(report(up, 2, 2, 2)).hasSize(up == 1 ? 6 : 4);
    }

    @ParameterizedTest
    @CsvSource({"4B, false, 1", "3B, false, 0", "4B, true, 0", "24B, true, 1"})
    void shouldTakeNothing_beyondTheBodySizeLimit(String limit, boolean gzip, int up) throws InterruptedException {
        exporter.body = "a 1\n";
        exporter.gzip = gzip;

        assertThat(scrape(loop("body_size_limit: " + limit))).containsEntry("up", (double) up);
    }

    @Test
    void shouldNotUncompressMoreThanTheBodySizeLimit() throws InterruptedException {
        exporter.body = "#" + " ".repeat(100_000) + "\na 1\n";
        exporter.gzip = true;
        ScrapeLoop loop = loop("body_size_limit: 50KB");

        assertThat(scrape(loop)).containsEntry("up", 0.0);
        assertThat(loop.health().lastError()).isEqualTo("the body has more than 51200 bytes");
    }

    @ParameterizedTest
    @CsvSource({
        "label_limit: 4, 1",
        "label_limit: 5, 1",
        "label_limit: 3, 0",
        "label_name_length_limit: 7, 0",
        "label_name_length_limit: 8, 1",
        "label_value_length_limit: 5, 1",
        "label_value_length_limit: 4, 0"
    })
    void shouldTakeNothing_beyondTheLabelLimits(String limit, int up) throws InterruptedException {
        // With job, instance and zone five labels; the longest name is __name__ or instance, the longest value 12345.
        exporter.body = limit.startsWith("label_limit: 4") ? "a 1\n" : "a{x=\"12345\"} 1\n";

        assertThat(scrape(loop(limit))).containsEntry("up", (double) up);
    }

    @Test
    void shouldKeepConflictingLabelsAsExported_unlessTheyAreHonoured() throws InterruptedException {
        exporter.body = "a{instance=\"own\",zone=\"\"} 1\n";

        assertThat(scrape(loop(""))).containsKey("a{exported_instance=\"own\"}");
        assertThat(scrape(loop("honor_labels: true"))).containsKey("a{instance=\"own\", job=\"shop\"}");
    }

    @Test
    void shouldTakeASamplesOwnTime_unlessItIsNotHonoured() throws InterruptedException {
        exporter.body = "a 1 " + (now + 4_000) + "\n";
        ScrapeLoop honours = loop("");

        assertThat(scrape(honours)).containsEntry("a@-1000", 1.0);
        exporter.body = "";
        assertThat(scrape(honours)).as("nobody knows when it ends").doesNotContainValue(STALE);
        exporter.body = "a 1 " + now + "\n";
        assertThat(scrape(loop("honor_timestamps: false"))).containsEntry("a", 1.0);
        ScrapeLoop tracks = loop("track_timestamps_staleness: true");
        exporter.body = "a 1 " + now + "\n";
        scrape(tracks);
        exporter.body = "";
        assertThat(scrape(tracks)).containsEntry("a", STALE);
    }

    @Test
    void shouldRelabelAndDropSeries() throws InterruptedException {
        exporter.body = "a 1\nb 2\nc{x=\"y\"} 3\n";
        ScrapeLoop loop = loop("""
            metric_relabel_configs:
              - {source_labels: [__name__], regex: b, action: drop}
              - {source_labels: [__name__], regex: a, target_label: __name__, replacement: renamed}
              - {regex: x, action: labeldrop}
            """);

        assertThat(scrape(loop))
                .containsAllEntriesOf(report(1, 3, 2, 2))
                .containsEntry("renamed", 1.0)
                .containsEntry("c", 3.0)
                .doesNotContainKeys("a", "b");
        assertThat(scrape(loop)).containsEntry("renamed", 1.0).containsAllEntriesOf(report(1, 3, 2, 0));
    }

    @Test
    void shouldReadOpenMetrics_whenTheTargetSpeaksIt() throws InterruptedException {
        exporter.contentType = "application/openmetrics-text; version=1.0.0; charset=utf-8";
        exporter.body = "# TYPE a counter\na_total 1 # {trace=\"x\"} 0.5\na_created 2.5\n# EOF\n";

        assertThat(scrape(loop(""))).containsEntry("a_total", 1.0).containsEntry("a_created", 2.5);
    }

    @Test
    void shouldBeDown_whenTheTypeIsUnknown_unlessThereIsAFallback() throws InterruptedException {
        exporter.contentType = "";
        exporter.body = "a 1\n";
        ScrapeLoop none = loop("");

        assertThat(scrape(none)).containsEntry("up", 0.0);
        assertThat(none.health().lastError()).contains("fallback_scrape_protocol");
        assertThat(scrape(loop("fallback_scrape_protocol: PrometheusText0.0.4")))
                .containsEntry("a", 1.0);
    }

    @Test
    void shouldLeaveNoGap_whenTheConfigurationChanges() throws InterruptedException {
        exporter.body = "a 1\nb 1\n";
        ScrapeLoop loop = loop("");
        scrape(loop);

        loop.assign(assignment("metric_relabel_configs: [{source_labels: [__name__], regex: b, action: drop}]"));

        assertThat(scrape(loop)).containsEntry("a", 1.0).containsEntry("b", STALE);
        assertThat(scrape(loop)).containsEntry("a", 1.0).doesNotContainKey("b");
    }

    @Test
    void shouldEndEverything_whenTheTargetIsGone() throws InterruptedException {
        exporter.body = "a 1\n";
        ScrapeLoop loop = loop("");
        scrape(loop);
        log.records.clear();

        loop.end(now);

        assertThat(published())
                .containsEntry("a", STALE)
                .containsEntry("up", STALE)
                .hasSize(5);
    }

    @Test
    void shouldKeepWhatItKnows_overAFailedScrape_butNotWithoutEnd() throws InterruptedException {
        ScrapeLoop loop = loop("sample_limit: 10");
        exporter.body = "a 1\n";
        scrape(loop);
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 900; i++) {
            many.append("m{i=\"").append(i).append("\"} 1\n");
        }
        for (int round = 0; round < 5; round++) {
            exporter.body = many.toString().replace("m{", "m" + round + "{");
            assertThat(scrape(loop)).containsEntry("up", 0.0);
            assertThat(loop.known()).isLessThanOrEqualTo(2_000);
        }
    }

    @Test
    void shouldNotBeAsked_whenItIsRefused() throws InterruptedException {
        Assignment of = assignment("");
        ScrapeLoop loop = new ScrapeLoop(new Assignment(of.config(), of.target(), of.client(), "too many"), intake);

        assertThat(scrape(loop)).containsEntry("up", 0.0);
        assertThat(loop.health().lastError()).isEqualTo("too many");
        assertThat(exporter.requests).isEmpty();
    }
}
