package io.tocsin.schemas.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

final class MetricTypeTest {

    @Test
    void shouldBeTheNumbersOfTheSchema_whenTheyAreRead() {
        String doc = FrameCodec.SCHEMA.getField("metricTypes").doc();

        for (MetricType type : MetricType.values()) {
            String name = type.name().toLowerCase(Locale.ROOT).replace('_', ' ');
            assertThat(doc).containsPattern("\\b" + type.code() + " " + name + "\\b");
            assertThat(MetricType.of(type.code())).isEqualTo(type);
        }
        assertThat(MetricType.of(-1)).isEqualTo(MetricType.UNKNOWN);
        assertThat(MetricType.of(8)).isEqualTo(MetricType.UNKNOWN);
    }
}
