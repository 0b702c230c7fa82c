package io.tocsin.collector.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class LongSetTest {

    @Test
    void shouldHoldWhatASetHolds_whenValuesAreRandom() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int bound : new int[] {1, 3, 20, 1000, 1_000_000}) {
            LongSet set = new LongSet();
            Set<Long> expected = new HashSet<>();
            for (int i = 0; i < 5000; i++) {
                long value = random.nextInt(bound) - 1L;

                assertThat(set.contains(value)).as("seed %d", seed).isEqualTo(expected.contains(value));
                set.add(value);
                expected.add(value);
                assertThat(set.size()).as("seed %d", seed).isEqualTo(expected.size());
            }
        }
    }
}
