package io.tocsin.collector.otlp;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.tocsin.collector.intake.Intake;
import io.tocsin.collector.intake.IntakeLimits;
import io.tocsin.collector.intake.Intakes;
import io.tocsin.collector.intake.SampleLimits;
import io.tocsin.collector.intake.SeriesLimits;
import io.tocsin.collector.publish.Frames;
import io.tocsin.collector.publish.RecordingPublisher;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What an OTLP sample costs from the uncompressed body to the encoded frame: 50 000 series of 100 resources, in requests
 * of 500. A program, not a test; a run takes six seconds.
 */
final class OtlpBenchmark {

    private static final int RESOURCES = 100;
    private static final int SERIES_A_RESOURCE = 500;
    private static final Duration A_ROUND = Duration.ofSeconds(2);

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final RecordingPublisher log = new RecordingPublisher();
    private final Intake intake = Intakes.over(
            log,
            new IntakeLimits(SeriesLimits.DEFAULT, SampleLimits.DEFAULT, 32 * 1024 * 1024, 200_000),
            new SimpleMeterRegistry());
    private final OtlpTranslator translator = new OtlpTranslator(
            intake,
            new OtlpLimits(1 << 23, 1 << 25, 100_000, 1 << 27, 200_000, Duration.ofSeconds(1)),
            OtlpSettings.DEFAULT,
            () -> Instant.ofEpochMilli(Intakes.NOW),
            new SimpleMeterRegistry());

    public static void main(String[] arguments) throws OtlpException {
        OtlpBenchmark benchmark = new OtlpBenchmark();
        List<byte[]> requests = new ArrayList<>();
        for (int i = 0; i < RESOURCES; i++) {
            requests.add(request(i));
        }
        for (int round = 1; round <= 3; round++) {
            benchmark.run(round, requests);
        }
    }

    private void run(int round, List<byte[]> requests) throws OtlpException {
        long samples = 0;
        long start = threads.getCurrentThreadCpuTime();
        for (int i = 0; threads.getCurrentThreadCpuTime() - start < A_ROUND.toNanos(); i++) {
            log.records.clear();
            byte[] body = requests.get(i % requests.size());
            ExportMetricsServiceRequest request = ProtobufBody.read(body, new MessageRoom(1 << 27, bytes -> {}));
            Translated translated = translator.translate(request);
            samples += translated.batch().size();
            intake.accept(translated.batch());
        }
        double seconds = (threads.getCurrentThreadCpuTime() - start) / 1e9;
        System.out.printf(
                "round %d: %,.0f samples per CPU-second (%.0f ns each), %d bytes a request, %d samples in the last%n",
                round,
                samples / seconds,
                seconds * 1e9 / samples,
                requests.getFirst().length,
                Frames.samples(log).size());
    }

    private static byte[] request(int resource) {
        ExportMetricsServiceRequest.Builder request = ExportMetricsServiceRequest.newBuilder();
        ResourceMetrics.Builder metrics = request.addResourceMetricsBuilder();
        attribute(metrics.getResourceBuilder().addAttributesBuilder(), "service.name", "api-server");
        attribute(metrics.getResourceBuilder().addAttributesBuilder(), "service.instance.id", "host-" + resource);
        ScopeMetrics.Builder scope = metrics.addScopeMetricsBuilder();
        scope.getScopeBuilder().setName("io.example.http").setVersion("1.0");
        for (int i = 0; i < SERIES_A_RESOURCE / 10; i++) {
            var sum = scope.addMetricsBuilder()
                    .setName("http.requests." + i)
                    .getSumBuilder()
                    .setIsMonotonic(true)
                    .setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE);
            for (int j = 0; j < 10; j++) {
                NumberDataPoint.Builder point = sum.addDataPointsBuilder()
                        .setTimeUnixNano(Intakes.NOW * 1_000_000)
                        .setAsDouble(i * 1.1 + j);
                attribute(point.addAttributesBuilder(), "http.route", "/api/v1/things/" + j);
                attribute(point.addAttributesBuilder(), "http.request.method", "GET");
                attribute(point.addAttributesBuilder(), "http.response.status_code", "200");
                attribute(point.addAttributesBuilder(), "deployment.environment", "production");
            }
        }
        return request.build().toByteArray();
    }

    private static void attribute(
            io.opentelemetry.proto.common.v1.KeyValue.Builder attribute, String key, String value) {
        attribute.setKey(key).getValueBuilder().setStringValue(value);
    }
}
