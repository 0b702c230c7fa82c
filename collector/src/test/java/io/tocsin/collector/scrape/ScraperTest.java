package io.tocsin.collector.scrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tocsin.collector.intake.Intake;
import io.tocsin.collector.intake.Intakes;
import io.tocsin.collector.publish.Frames;
import io.tocsin.collector.publish.RecordingPublisher;
import io.tocsin.schemas.config.Problems;
import io.tocsin.schemas.config.YamlNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scraper over real HTTP and real files, by the clock. */
final class ScraperTest {

    private static final long STALE = 0x7ff0000000000002L;

    @TempDir
    private Path directory;

    private final RecordingPublisher log = new RecordingPublisher();
    private Exporter one;
    private Exporter two;
    private @Nullable Scraper scraper;

    @BeforeEach
    void start() throws IOException {
        one = new Exporter();
        two = new Exporter();
        one.body = "a 1\n";
        two.body = "a 2\n";
    }

    @AfterEach
    void stop() {
        if (scraper != null) {
            scraper.close();
        }
        one.close();
        two.close();
    }

    private void scrape(String prometheusYml) throws IOException {
        Files.writeString(directory.resolve("prometheus.yml"), prometheusYml);
        Problems problems = new Problems();
        YamlNode section =
                YamlNode.parse(directory.resolve("tocsin.yml").toString(), "config_file: prometheus.yml", problems);
        ScrapeSetup setup = ScrapeSetup.read(section, problems);
        problems.throwIfAny();
        Intake intake = new Intake(
                Intakes.LIMITS, Frames.CODEC::encode, log, InstantSource.system(), new SimpleMeterRegistry());
        scraper = Scraper.start(setup, intake, InstantSource.system(), new SimpleMeterRegistry());
    }

    private String job(String target) {
        return """
            global: {scrape_interval: 100ms}
            scrape_configs:
              - job_name: shop
                %s
            """.formatted(target);
    }

    private List<Frames.Read> samples(String metric, Exporter of) {
        return Frames.samples(log).stream()
                .filter(read -> read.labels().metricName().equals(metric))
                .filter(read -> read.labels().get("instance").equals(of.address()))
                .toList();
    }

    private boolean isStale(Exporter exporter) {
        List<Frames.Read> samples = samples("a", exporter);
        return !samples.isEmpty()
                && Double.doubleToRawLongBits(samples.getLast().value()) == STALE;
    }

    @Test
    void shouldScrapeOnTheGridOfTheInterval() throws IOException {
        scrape(job("static_configs: [{targets: [\"" + one.address() + "\"]}]"));

        await().until(() -> samples("a", one).size() >= 10);

        long offset = Objects.requireNonNull(scraper)
                .targets()
                .getFirst()
                .active()
                .getFirst()
                .target()
                .grid()
                .offsetMillis();
        // But for those that began late, on a busy machine.
        await().until(() -> samples("a", one).stream().anyMatch(read -> (read.timestampMillis() - offset) % 100 == 0));
        assertThat(samples("a", one))
                .extracting(Frames.Read::timestampMillis)
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void shouldDelayNobody_whenATargetHangs() throws IOException {
        two.hangs = true;
        scrape(job("static_configs: [{targets: [\"" + one.address() + "\", \"" + two.address() + "\"]}]")
                .replace("100ms}", "5s}")
                .replace("- job_name: shop", "- job_name: shop\n    scrape_interval: 5s")
                .replace(
                        "scrape_interval: 5s\n",
                        "relabel_configs: [{source_labels: [__address__], regex: \""
                                + one.address() + "\", target_label: __scrape_interval__, replacement: 100ms},"
                                + " {source_labels: [__address__], regex: \"" + one.address()
                                + "\", target_label: __scrape_timeout__, replacement: 100ms}]\n"));

        await().until(() -> !two.requests.isEmpty());
        int before = samples("a", one).size();
        await().until(() -> samples("a", one).size() >= before + 5);

        assertThat(samples("up", two)).isEmpty();
    }

    @Test
    void shouldFollowFilesOfTargets() throws IOException {
        Path file = directory.resolve("targets.json");
        Files.writeString(file, "[{\"targets\": [\"" + one.address() + "\"]}]");
        scrape(job("file_sd_configs: [{files: [\"targets.json\"]}]"));
        await().until(() -> !samples("a", one).isEmpty());

        Files.writeString(file, "[{\"targets\": [\"" + two.address() + "\"], \"labels\": {\"zone\": \"z\"}}]");

        await().until(() -> !samples("a", two).isEmpty() && isStale(one));
        assertThat(samples("a", two).getFirst().labels().get("zone")).isEqualTo("z");

        Files.writeString(file, "[{\"targets\": [broken");
        int before = samples("a", two).size();
        await().until(() -> samples("a", two).size() > before + 30);
        assertThat(isStale(two)).isFalse();

        Files.delete(file);
        await().until(() -> isStale(two));
    }

    @Test
    void shouldFollowTheConfiguration_andKeepWhatWasRightWhileItIsWrong() throws IOException {
        scrape(job("static_configs: [{targets: [\"" + one.address() + "\"]}]"));
        await().until(() -> !samples("a", one).isEmpty());

        Files.writeString(directory.resolve("prometheus.yml"), "scrape_configs: [{job_nam: x}]");
        int before = samples("a", one).size();
        await().until(() -> samples("a", one).size() > before + 30);
        assertThat(isStale(one)).isFalse();

        Files.writeString(
                directory.resolve("prometheus.yml"), job("static_configs: [{targets: [\"" + two.address() + "\"]}]"));
        await().until(() -> !samples("a", two).isEmpty() && isStale(one));
    }

    @Test
    void shouldEndNothing_whenTheCollectorStops() throws IOException {
        scrape(job("static_configs: [{targets: [\"" + one.address() + "\"]}]"));
        await().until(() -> !samples("a", one).isEmpty());

        Objects.requireNonNull(scraper).close();

        assertThat(isStale(one)).isFalse();
    }
}
