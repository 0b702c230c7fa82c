package io.tocsin.collector.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.tocsin.collector.intake.Intake;
import io.tocsin.collector.intake.Intakes;
import io.tocsin.collector.intake.Receipt;
import io.tocsin.collector.publish.Frames;
import io.tocsin.collector.publish.RecordingPublisher;
import io.tocsin.schemas.config.Problems;
import io.tocsin.schemas.config.YamlNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A file of requests and of what becomes of them. Parts are separated by lines of {@code ---}: settings in YAML, or
 * nothing; a request in OTLP's JSON; what is expected of it; the next request, and so on. A line of what is expected is
 * a series, its value and its time in milliseconds from {@link Intakes#NOW}, or {@code refused <reason> <samples>}, or
 * {@code points refused <n>}. What follows a {@code #} at the beginning of a line is for people.
 */
final class OtlpCase {

    private static final OtlpLimits LIMITS =
            new OtlpLimits(1 << 20, 1 << 20, 10_000, 1 << 24, 10_000, Duration.ofSeconds(1));

    private final List<String> parts;
    private final RecordingPublisher log = new RecordingPublisher();
    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final Intake intake = Intakes.over(log, Intakes.LIMITS, registry);

    OtlpCase(String text) {
        String withoutComments =
                text.lines().filter(line -> !line.startsWith("#")).collect(Collectors.joining("\n"));
        this.parts = List.of(withoutComments.split("(?m)^---$"));
    }

    void run() throws OtlpException {
        OtlpTranslator translator =
                new OtlpTranslator(intake, LIMITS, settings(), () -> Instant.ofEpochMilli(Intakes.NOW), registry);
        for (int i = 1; i + 1 < parts.size(); i += 2) {
            List<String> expected =
                    parts.get(i + 1).lines().filter(line -> !line.isBlank()).toList();
            byte[] json = parts.get(i).getBytes(StandardCharsets.UTF_8);

            List<String> actual = actual(translator, JsonBody.read(json, new MessageRoom(1 << 20, bytes -> {})));

            assertThat(actual)
                    .as("request %d", (i + 1) / 2)
                    .containsExactlyInAnyOrderElementsOf(
                            expected.stream().map(String::strip).toList());
        }
        assertThat(counted("received")).isEqualTo(counted("accepted") + counted("rejected"));
    }

    private OtlpSettings settings() {
        Problems problems = new Problems();
        OtlpSettings settings = OtlpSettings.read(YamlNode.parse("case", parts.getFirst(), problems), problems);
        problems.throwIfAny();
        return settings;
    }

    private List<String> actual(OtlpTranslator translator, ExportMetricsServiceRequest request) throws OtlpException {
        log.records.clear();
        Translated translated = translator.translate(request);
        Receipt receipt = intake.accept(translated.batch());
        List<String> lines = new ArrayList<>();
        Frames.samples(log).stream().map(OtlpCase::line).forEach(lines::add);
        receipt.refusals()
                .counts()
                .forEach((reason, samples) -> lines.add("refused " + reason.label() + " " + samples));
        if (translated.refusedPoints() > 0) {
            lines.add("points refused " + translated.refusedPoints());
        }
        return lines;
    }

    private static String line(Frames.Read sample) {
        boolean stale = Double.doubleToRawLongBits(sample.value()) == 0x7ff0000000000002L;
        String value = stale ? "stale" : Numbers.plain(sample.value());
        long offset = sample.timestampMillis() - Intakes.NOW;
        return String.format(Locale.ROOT, "%s %s @%d", sample.labels(), value, offset);
    }

    private double counted(String what) {
        return Stream.of(registry.find("tocsin.collector.samples." + what)
                        .tag("transport", "otlp")
                        .counters())
                .flatMap(counters -> counters.stream())
                .mapToDouble(counter -> counter.count())
                .sum();
    }
}
