package io.tocsin.promql.eval;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.schemas.labels.Labels;
import org.junit.jupiter.api.Test;

final class LabelHashTest {

    /** The published test values of xxHash64, seed 0. */
    @Test
    void shouldGiveThePublishedHashes() {
        assertThat(hash("")).isEqualTo("ef46db3751d8e999");
        assertThat(hash("a")).isEqualTo("d24ec4f1a98c6e5b");
        assertThat(hash("abc")).isEqualTo("44bc2cf5ad770999");
        assertThat(hash("Nobody inspects the spammish repetition")).isEqualTo("fbcea83c8a378bf1");
    }

    private static String hash(String text) {
        return Long.toHexString(XxHash64.hash(text.getBytes(UTF_8)));
    }

    @Test
    void shouldSpreadLabelSetsOverTheWholeInterval() {
        int below = 0;
        for (int i = 0; i < 10_000; i++) {
            double position = LabelHash.position(Labels.of("instance", "host-" + i));
            assertThat(position).isBetween(0.0, 1.0);
            below += position < 0.3 ? 1 : 0;
        }
        assertThat(below).isBetween(2_800, 3_200);
    }
}
