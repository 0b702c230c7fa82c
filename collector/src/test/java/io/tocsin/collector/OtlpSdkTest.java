package io.tocsin.collector;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.LongUpDownCounter;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.export.AggregationTemporalitySelector;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import io.opentelemetry.sdk.resources.Resource;
import io.tocsin.collector.publish.Frames;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** OpenTelemetry's own SDK exports to us; what it recorded is what is in the log. */
final class OtlpSdkTest {

    private static final Duration NEVER = Duration.ofDays(1);
    private static final Attributes NORTH =
            Attributes.builder().put("zone.name", "north").build();

    private final OtlpEndpoint collector =
            OtlpEndpoint.start("{port: 0, host_metrics: {enabled: false}}", InstantSource.system());

    @AfterEach
    void stop() {
        collector.close();
    }

    private SdkMeterProvider sdk(AggregationTemporalitySelector temporality, String compression) {
        return sdk(collector.url(), temporality, compression);
    }

    private static SdkMeterProvider sdk(String url, AggregationTemporalitySelector temporality, String compression) {
        OtlpHttpMetricExporter exporter = OtlpHttpMetricExporter.builder()
                .setEndpoint(url)
                .setAggregationTemporalitySelector(temporality)
                .setCompression(compression)
                .build();
        Resource resource = Resource.create(Attributes.builder()
                .put("service.name", "cart")
                .put("service.namespace", "shop")
                .put("service.instance.id", "i-1")
                .put("service.version", "1.2")
                .build());
        return SdkMeterProvider.builder()
                .setResource(resource)
                .registerMetricReader(PeriodicMetricReader.builder(exporter)
                        .setInterval(NEVER)
                        .build())
                .build();
    }

    private static void export(SdkMeterProvider sdk) {
        assertThat(sdk.forceFlush().join(60, TimeUnit.SECONDS).isSuccess()).isTrue();
    }

    /** The last value of each series, but for what the SDK says of itself. */
    private Map<String, Double> values() {
        Map<String, Double> values = new TreeMap<>();
        Frames.samples(collector.log()).stream()
                .filter(read -> !read.labels().metricName().startsWith("otel_sdk_"))
                .sorted(Comparator.comparingLong(Frames.Read::timestampMillis))
                .forEach(read -> values.put(
                        read.labels()
                                .drop(List.of("job", "instance", "otel_scope_name", "otel_scope_version"))
                                .toString(),
                        read.value()));
        return values;
    }

    private static void record(Meter meter, int times) {
        LongCounter hits = meter.counterBuilder("http.hits").setUnit("{hit}").build();
        LongUpDownCounter open = meter.upDownCounterBuilder("open.connections")
                .setUnit("{connection}")
                .build();
        DoubleHistogram duration = meter.histogramBuilder("http.duration")
                .setUnit("s")
                .setExplicitBucketBoundariesAdvice(List.of(0.5, 10.0))
                .build();
        for (int i = 0; i < times; i++) {
            hits.add(2, NORTH);
            open.add(i % 2 == 0 ? 3 : -1);
            duration.record(0.25);
            duration.record(20);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "none"})
    void shouldAgreeWithTheSdk_whenItSendsCumulativeValues(String compression) {
        try (SdkMeterProvider sdk = sdk(AggregationTemporalitySelector.alwaysCumulative(), compression)) {
            Meter meter = sdk.meterBuilder("io.example")
                    .setInstrumentationVersion("1.0")
                    .build();
            record(meter, 4);
            meter.gaugeBuilder("room.temperature").setUnit("Cel").build().set(21.5);
            export(sdk);
            record(meter, 2);
            export(sdk);

            assertThat(values())
                    .containsExactlyInAnyOrderEntriesOf(Map.of(
                            "http_hits_total{zone_name=\"north\"}", 12.0,
                            "open_connections", 6.0,
                            "http_duration_seconds_bucket{le=\"0.5\"}", 6.0,
                            "http_duration_seconds_bucket{le=\"10\"}", 6.0,
                            "http_duration_seconds_bucket{le=\"+Inf\"}", 12.0,
                            "http_duration_seconds_count", 12.0,
                            "http_duration_seconds_sum", 121.5,
                            "room_temperature_celsius", 21.5,
                            "target_info{service_version=\"1.2\"}", 1.0));
        }
    }

    @Test
    void shouldAgreeWithTheSdk_whenItSendsDeltas() {
        try (SdkMeterProvider sdk = sdk(AggregationTemporalitySelector.deltaPreferred(), "gzip")) {
            Meter meter = sdk.get("io.example");
            for (int times : new int[] {4, 2, 0, 1}) {
                record(meter, times);
                export(sdk);
            }

            assertThat(values())
                    .containsEntry("http_hits_total{zone_name=\"north\"}", 14.0)
                    .containsEntry("open_connections", 9.0)
                    .containsEntry("http_duration_seconds_bucket{le=\"0.5\"}", 7.0)
                    .containsEntry("http_duration_seconds_bucket{le=\"+Inf\"}", 14.0)
                    .containsEntry("http_duration_seconds_sum", 141.75);
            // The SDK sends no delta of a time in which nothing happened.
            assertThat(collector.registry().scrape()).contains("tocsin_collector_otlp_delta_gaps_total 2.0");
        }
    }

    @Test
    void shouldNameTargetAndScope_whenTheSdkSaysThem() {
        try (SdkMeterProvider sdk = sdk(AggregationTemporalitySelector.alwaysCumulative(), "gzip")) {
            Meter meter = sdk.meterBuilder("io.example")
                    .setInstrumentationVersion("1.0")
                    .build();
            meter.counterBuilder("hits").build().add(1);
            export(sdk);

            assertThat(Frames.samples(collector.log()))
                    .allSatisfy(read -> assertThat(read.key()).isEqualTo("shop/cart/i-1"))
                    .anySatisfy(read -> assertThat(read.labels().toString())
                            .isEqualTo("hits_total{instance=\"i-1\", job=\"shop/cart\","
                                    + " otel_scope_name=\"io.example\", otel_scope_version=\"1.0\"}"));
        }
    }

    @Test
    void shouldReachUs_whenTheReadmesVariablesAreSet() throws Exception {
        Map<String, String> variables = new TreeMap<>();
        Matcher export =
                Pattern.compile("(?m)^export (OTEL_\\w+)=(\\S+)$").matcher(Files.readString(Path.of("README.md")));
        while (export.find()) {
            variables.put(export.group(1), export.group(2));
        }
        String endpoint = variables.getOrDefault("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", "");
        String here =
                endpoint.replace("127.0.0.1:9080", collector.service().status().address());

        try (SdkMeterProvider sdk = sdk(here, AggregationTemporalitySelector.alwaysCumulative(), "gzip")) {
            sdk.get("io.example").counterBuilder("hits").build().add(1);
            export(sdk);
        }

        assertThat(variables).hasSize(2).containsEntry("OTEL_EXPORTER_OTLP_METRICS_PROTOCOL", "http/protobuf");
        assertThat(endpoint).startsWith("http://127.0.0.1:9080/");
        assertThat(values()).containsKey("hits_total");
    }
}
