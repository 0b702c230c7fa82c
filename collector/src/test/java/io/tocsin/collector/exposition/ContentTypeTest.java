package io.tocsin.collector.exposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ContentTypeTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "text/plain; version=0.0.4; charset=utf-8",
                "text/plain; version=1.0.0; escaping=allow-utf-8; charset=utf-8",
                "text/plain;version=0.0.4;",
                " TEXT/Plain ; charset = \"utf-8\" ; x=\"a;\\\"b\"",
                "text/plain;charset=utf-8;charset=utf-8",
            })
    void shouldReadAsPrometheus_whenPlainText(String header) throws ContentTypeException {
        assertThat(ContentType.format(header, null)).isEqualTo(ExpositionFormat.PROMETHEUS);
        assertThat(ContentType.format(header, ScrapeProtocol.OPENMETRICS_1_0_0)).isEqualTo(ExpositionFormat.PROMETHEUS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/openmetrics-text",
                "application/openmetrics-text; version=1.0.0; charset=utf-8",
                "application/openmetrics-text;version=0.0.1",
                "Application/OpenMetrics-Text",
            })
    void shouldReadAsOpenMetrics_whenItSaysSo(String header) throws ContentTypeException {
        assertThat(ContentType.format(header, null)).isEqualTo(ExpositionFormat.OPENMETRICS);
        assertThat(ContentType.format(header, ScrapeProtocol.PROMETHEUS_0_0_4)).isEqualTo(ExpositionFormat.OPENMETRICS);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                " ",
                "text",
                "text/html",
                "text/plain2",
                "application/json; charset=utf-8",
                "text/plain charset=utf-8",
                "text/plain; charset",
                "text/plain; charset=",
                "text/plain; charset=\"utf-8",
                "text/plain;; charset=utf-8",
                "text/plain, application/openmetrics-text",
            })
    void shouldUseTheFallback_whenTheTypeIsNotKnown(@Nullable String header) throws ContentTypeException {
        assertThat(ContentType.format(header, ScrapeProtocol.PROMETHEUS_0_0_4)).isEqualTo(ExpositionFormat.PROMETHEUS);
        assertThat(ContentType.format(header, ScrapeProtocol.OPENMETRICS_0_0_1))
                .isEqualTo(ExpositionFormat.OPENMETRICS);
        assertThatThrownBy(() -> ContentType.format(header, null))
                .isInstanceOf(ContentTypeException.class)
                .hasMessageContaining("fallback_scrape_protocol");
    }

    @Test
    void shouldSayWhatCame_whenItIsNotKnown() {
        assertThatThrownBy(() -> ContentType.format(null, null))
                .hasMessageStartingWith("the target sent no Content-Type;");
        assertThatThrownBy(() -> ContentType.format("text/html", null))
                .hasMessageStartingWith("the target sent the Content-Type \"text/html\", which is not known;");
        assertThatThrownBy(() -> ContentType.format("x".repeat(10_000), null))
                .satisfies(e -> assertThat(String.valueOf(e.getMessage())).hasSizeLessThan(350));
    }

    @Test
    void shouldNotGuess_whenItIsProtobuf() {
        String header = "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=delimited";

        assertThatThrownBy(() -> ContentType.format(header, ScrapeProtocol.PROMETHEUS_0_0_4))
                .isInstanceOf(ContentTypeException.class)
                .hasMessageContaining("protobuf");
    }

    @Test
    void shouldNotLookInto_whenAHeaderIsTooLong() throws ContentTypeException {
        String longest = "text/plain;" + " ".repeat(1000 - 11);

        assertThat(ContentType.format(longest, null)).isEqualTo(ExpositionFormat.PROMETHEUS);
        assertThatThrownBy(() -> ContentType.format(longest + " ", null)).isInstanceOf(ContentTypeException.class);
        assertThatThrownBy(() -> ContentType.format("text/plain" + ";a=b".repeat(100_000), null))
                .isInstanceOf(ContentTypeException.class);
    }
}
