package io.tocsin.collector.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.Sum;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NamesTest {

    private static String name(String kind, String name, String unit) {
        Metric.Builder metric = Metric.newBuilder().setName(name).setUnit(unit);
        switch (kind) {
            case "counter" -> metric.setSum(Sum.newBuilder().setIsMonotonic(true));
            case "sum" -> metric.setSum(Sum.newBuilder());
            default -> metric.setGauge(Gauge.newBuilder());
        }
        return MetricNames.of(metric.build());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        gauge   | system.memory.usage     | By        | system_memory_usage_bytes
        gauge   | memory_bytes            | By        | memory_bytes
        gauge   | memory_bytes_used       | By        | memory_bytes_used
        gauge   | memorybytes             | By        | memorybytes_bytes
        gauge   | speed                   | m/s       | speed_meters_per_second
        gauge   | speed                   | km/h      | speed_km_per_hour
        gauge   | rate                    | 1/s       | rate_per_second
        gauge   | rate                    | {req}/s   | rate_per_second
        gauge   | rate                    | By/{req}  | rate_bytes
        gauge   | rate                    | /s        | rate_per_second
        gauge   | rate                    | By/       | rate_bytes
        gauge   | odd                     | a%/b%     | odd_a_per_b
        gauge   | odd                     | %a        | odd_a
        gauge   | share                   | 1         | share_ratio
        gauge   | ratio.of.all            | 1         | of_all_ratio
        gauge   | load                    | %         | load_percent
        sum     | share                   | 1         | share
        sum     | total                   | By        | total_bytes
        counter | share                   | 1         | share_total
        counter | http.requests           | {request} | http_requests_total
        counter | http.requests.total     | ''        | http_requests_total
        counter | total.bytes             | By        | bytes_total
        counter | io                      | By        | io_bytes_total
        gauge   | 2xx                     | ''        | _2xx
        gauge   | a__b..c-d               | ''        | a_b_c_d
        gauge   | _private_               | ''        | private
        gauge   | ns:rule                 | ''        | ns:rule
        gauge   | größe                   | ''        | gr_e
        gauge   | a                       | ' s '     | a_seconds
        gauge   | a                       | min       | a_minutes
        gauge   | a                       | furlong   | a_furlong
        gauge   | ...                     | s         | ''
        gauge   | ''                      | s         | ''
        """)
    void shouldTranslateAsPrometheusDoes_whenAMetricIsNamed(String kind, String name, String unit, String expected) {
        assertThat(name(kind, name, unit)).isEqualTo(expected);
    }

    @Test
    void shouldStayBounded_whenANameIsLong() {
        assertThat(name("counter", "x".repeat(4090), "")).hasSize(4096).endsWith("_total");
        assertThat(name("counter", "x".repeat(4091), "")).hasSize(4097);
        assertThat(name("counter", "x".repeat(1_000_000), "")).hasSize(4097);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        http.method | http_method
        a__b        | a__b
        1st         | key_1st
        _a          | key_a
        __a         | __a
        .           | key_
        ..          | __
        ''          | ''
        """)
    void shouldTranslateAsPrometheusDoes_whenAnAttributeIsNamed(String key, String expected) {
        assertThat(LabelNames.of(key)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        0,         0,                      0
        -0.0,      -0,                     -0
        10,        10,                     10
        0.1,       0.1,                    0.1
        1e-6,      0.000001,               0.000001
        9.99e-7,   0.000000999,            9.99e-7
        1e20,      100000000000000000000,  100000000000000000000
        1e21,      1000000000000000000000, 1e+21
        -1.25e-10, -0.000000000125,        -1.25e-10
        Infinity,  +Inf,                   Infinity
        -Infinity, -Inf,                   -Infinity
        NaN,       NaN,                    NaN
        """)
    void shouldBeShortest_whenANumberIsText(double value, String plain, String javaScript) {
        assertThat(Numbers.plain(value)).isEqualTo(plain);
        assertThat(Numbers.javaScript(value)).isEqualTo(javaScript);
    }
}
