package io.tocsin.client.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.NamingConvention;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Examples; {@link SameAsPrometheusTest} holds the names against Micrometer's own, for meters of all kinds. */
final class PrometheusNamesTest {

    private final NamingConvention names = new PrometheusNames();

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
        http.server.requests, TIMER,                -,     http_server_requests_seconds
        a.seconds,            TIMER,                -,     a_seconds
        a,                    LONG_TASK_TIMER,      -,     a_seconds
        jvm.memory.used,      GAUGE,                bytes, jvm_memory_used_bytes
        used.bytes,           GAUGE,                bytes, used_bytes
        orders.total,         COUNTER,              -,     orders
        total,                COUNTER,              -,     total
        a.bucket.info.total,  COUNTER,              -,     a
        7up,                  GAUGE,                -,     _up
        größe,                DISTRIBUTION_SUMMARY, km/h,  gr__e_km_h
        """)
    void shouldNameAsPrometheusDoes(String name, Meter.Type type, String unit, String expected) {
        assertThat(names.name(name, type, unit)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"http.status, http_status", "__x, _x", "1st, _st", "a-b, a_b"})
    void shouldNameLabelsAsPrometheusDoes(String key, String expected) {
        assertThat(names.tagKey(key)).isEqualTo(expected);
    }
}
