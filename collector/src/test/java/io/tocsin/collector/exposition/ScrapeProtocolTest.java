package io.tocsin.collector.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ScrapeProtocolTest {

    @Test
    void shouldAskAsPrometheusDoes_whenNothingIsConfigured() {
        assertThat(ScrapeProtocol.accept(ScrapeProtocol.DEFAULT))
                .isEqualTo("application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,"
                        + "application/openmetrics-text;version=0.0.1;q=0.5,"
                        + "text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,"
                        + "text/plain;version=0.0.4;q=0.3,"
                        + "*/*;q=0.2");
    }

    @Test
    void shouldAskInTheOrderGiven() {
        assertThat(ScrapeProtocol.accept(List.of(ScrapeProtocol.PROMETHEUS_0_0_4, ScrapeProtocol.OPENMETRICS_0_0_1)))
                .isEqualTo("text/plain;version=0.0.4;q=0.6,application/openmetrics-text;version=0.0.1;q=0.5,*/*;q=0.4");
    }

    @Test
    void shouldKnowTheNamesOfAConfiguration() {
        assertThat(ScrapeProtocol.named("OpenMetricsText1.0.0")).contains(ScrapeProtocol.OPENMETRICS_1_0_0);
        assertThat(ScrapeProtocol.named("PrometheusText0.0.4")).contains(ScrapeProtocol.PROMETHEUS_0_0_4);
        assertThat(ScrapeProtocol.named("prometheustext0.0.4")).isEmpty();
        assertThat(ScrapeProtocol.named("PrometheusProto")).isEmpty();
        assertThat(ScrapeProtocol.DEFAULT)
                .allSatisfy(protocol ->
                        assertThat(ScrapeProtocol.named(protocol.configured())).contains(protocol));
    }
}
