package io.tocsin.collector;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.collector.otlp.OtlpSettings;
import io.tocsin.schemas.config.Problem;
import io.tocsin.schemas.config.Problems;
import io.tocsin.schemas.config.YamlNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CollectorConfigTest {

    private final Problems problems = new Problems();

    private CollectorConfig read(String yaml) {
        return CollectorConfig.read(YamlNode.parse("tocsin.yml", yaml, problems), problems);
    }

    @Test
    void shouldHaveSafeDefaults_whenNothingIsConfigured() {
        CollectorConfig config = read("");

        assertThat(problems.list()).isEmpty();
        assertThat(config).isEqualTo(CollectorConfig.defaults());
        assertThat(config.listenAddress()).isEqualTo("127.0.0.1");
        assertThat(config.port()).isEqualTo(9080);
        assertThat(config.host().enabled()).isTrue();
        assertThat(config.host().interval()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.host().instance()).endsWith(":9080").hasSizeGreaterThan(5);
        assertThat(config.publisher().linger()).isEqualTo(Duration.ofMillis(20));
        assertThat(config.publisher().batchBytes()).isGreaterThanOrEqualTo(128 * 1024);
        assertThat(config.publisher().memoryBytes())
                .isGreaterThan(config.intake().inFlightBytes());
    }

    @Test
    void shouldTakeEverySetting_whenAllAreGiven() {
        CollectorConfig config = read("""
            listen_address: 0.0.0.0
            port: 1234
            host_metrics: {enabled: false, interval: 15s, instance: me}
            self_metrics: {enabled: false, interval: 1s}
            limits:
              body_bytes: 2000
              uncompressed_bytes: 3000
              samples_per_request: 4
              labels_per_series: 5
              label_name_length: 6
              label_value_length: 7
              labels_length: 8
              sample_age: 2h
              sample_ahead: 1m
              events_per_request: 9
              events_per_second: 10
              event_bytes: 1111
              event_text_length: 112
              event_entries: 13
            buffer:
              in_flight_bytes: 1048576
              request_bytes: 4000
              linger: 0s
              batch_bytes: 131072
              publish_timeout: 3s
              remembered_series: 1000
            otlp: {promote_resource_attributes: [zone], promote_scope_metadata: false, delta_series: 0, delta_idle: 1s}
            """);

        assertThat(problems.list()).isEmpty();
        assertThat(config.listenAddress()).isEqualTo("0.0.0.0");
        assertThat(config.host()).isEqualTo(new HostMetricsConfig(false, Duration.ofSeconds(15), "me"));
        assertThat(config.selfInterval()).isZero();
        assertThat(config.requests().toString())
                .contains(
                        "bodyBytes=2000, uncompressedBytes=3000, samples=4, bytesAtATime=4000, rememberedSeries=1000");
        assertThat(config.intake().series().toString())
                .contains("labels=5, nameLength=6, valueLength=7, totalLength=8");
        assertThat(config.events().toString())
                .contains(
                        "bytes=2000, uncompressedBytes=3000, bytesAtATime=4000, patience=PT4S",
                        "events=9, textLength=112, entries=13",
                        "eventBytes=1111, eventsPerSecond=10");
        assertThat(config.events().times()).isEqualTo(config.intake().samples());
        assertThat(config.intake().samples().maxAge()).isEqualTo(Duration.ofHours(2));
        assertThat(config.intake().samples().maxAhead()).isEqualTo(Duration.ofMinutes(1));
        assertThat(config.publisher().deliveryTimeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(config.otlp()).isEqualTo(new OtlpSettings(List.of("zone"), false, 0, Duration.ofSeconds(1)));
        assertThat(config.otlpRequests().toString())
                .contains(
                        "bodyBytes=2000, uncompressedBytes=3000, samples=4, bytesAtATime=4000, rememberedSeries=1000");
        assertThat(config.withPort(5).port()).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        port: 65536                          | port
        port: -1                             | port
        host_metrics: {interval: 99ms}       | host_metrics.interval
        host_metrics: {interval: 11m}        | host_metrics.interval
        limits: {labels_per_series: 129}     | limits.labels_per_series
        limits: {label_value_length: 4097}   | limits.label_value_length
        limits: {sample_age: 0s}             | limits.sample_age
        limits: {events_per_request: 0}      | limits.events_per_request
        limits: {events_per_second: -1}      | limits.events_per_second
        limits: {event_bytes: 900001}        | limits.event_bytes
        limits: {event_text_length: 15}      | limits.event_text_length
        limits: {event_entries: 0}           | limits.event_entries
        buffer: {batch_bytes: 131071}        | buffer.batch_bytes
        buffer: {linger: 10s}                | buffer.linger
        buffer: {in_flight_bytes: 5}         | buffer.in_flight_bytes
        otlp: {delta_series: -1}             | otlp.delta_series
        otlp: {delta_idle: 999ms}            | otlp.delta_idle
        otlp: {delta_idle: 31d}              | otlp.delta_idle
        otlp: {promote: all}                 | otlp.promote
        prot: 1                              | prot
        """)
    void shouldNameThePlace_whenASettingIsOutOfBounds(String yaml, String path) {
        read(yaml);

        assertThat(problems.list()).extracting(Problem::path).containsExactly(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "port: 65535",
                "port: 0",
                "host_metrics: {interval: 100ms}",
                "host_metrics: {interval: 10m}",
                "limits: {labels_per_series: 128}",
                "limits: {label_value_length: 4096}",
                "limits: {sample_age: 1s}",
                "limits: {sample_ahead: 0s}",
                "limits: {events_per_request: 1}",
                "limits: {events_per_second: 0}",
                "limits: {event_bytes: 900000}",
                "limits: {event_text_length: 16}",
                "limits: {event_entries: 1}",
                "buffer: {batch_bytes: 131072}",
                "buffer: {linger: 9999ms}",
                "buffer: {in_flight_bytes: 1048576}",
                "otlp: {delta_series: 0}",
                "otlp: {delta_idle: 1s}",
                "otlp: {delta_idle: 30d}"
            })
    void shouldTakeWhatIsJustRight(String yaml) {
        read(yaml);

        assertThat(problems.list()).isEmpty();
    }

    @Test
    void shouldSayDurationsAsTheyAreWritten() {
        read("{host_metrics: {interval: 90ms}, self_metrics: {interval: 11m}, buffer: {linger: 10s}}");

        assertThat(problems.list())
                .extracting(Problem::message)
                .containsExactly(
                        "must be at least 100ms, is 90ms",
                        "must be at most 10m, is 11m",
                        "must be shorter than publish_timeout, which is 10s");
    }

    @Test
    void shouldTellAllAtOnce_whenThereAreSeveralMistakes() {
        read("""
            port: 70000
            buffer:
              linger: soon
            """);

        assertThat(problems.list()).extracting(problem -> problem.at().line()).containsExactly(1, 3);
    }
}
