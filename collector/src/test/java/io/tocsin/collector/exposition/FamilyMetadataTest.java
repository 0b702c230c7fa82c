package io.tocsin.collector.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.schemas.frame.MetricType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FamilyMetadataTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
        COUNTER, a, a_total, true
        COUNTER, a, a, true
        COUNTER, a_total, a_total, true
        COUNTER, a, a_created, false
        COUNTER, a, ab_total, false
        HISTOGRAM, a, a_bucket, true
        HISTOGRAM, a, a_sum, true
        HISTOGRAM, a, a_count, true
        HISTOGRAM, a, a, true
        HISTOGRAM, a, a_gsum, false
        HISTOGRAM, a, a_x_bucket, false
        GAUGE_HISTOGRAM, a, a_bucket, true
        GAUGE_HISTOGRAM, a, a_gsum, true
        GAUGE_HISTOGRAM, a, a_gcount, true
        GAUGE_HISTOGRAM, a, a_sum, false
        SUMMARY, a, a, true
        SUMMARY, a, a_sum, true
        SUMMARY, a, a_count, true
        SUMMARY, a, a_bucket, false
        INFO, a, a_info, true
        INFO, a_info, a_info, true
        INFO, a, a_total, false
        GAUGE, a, a, true
        GAUGE, a, a_total, false
        STATE_SET, a, a, true
        UNKNOWN, a, a, true
        UNKNOWN, a, a_bucket, false
        """)
    void shouldTellWhoseAMetricIs(MetricType type, String family, String metric, boolean owned) {
        assertThat(new FamilyMetadata(family, type, "", "").owns(metric)).isEqualTo(owned);
    }
}
