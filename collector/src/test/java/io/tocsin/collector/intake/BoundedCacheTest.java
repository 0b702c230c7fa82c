package io.tocsin.collector.intake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class BoundedCacheTest {

    @Test
    void shouldStayBounded_whenVeryManyPassThrough() {
        BoundedCache<Integer, String> cache = new BoundedCache<>(100, (key, value) -> 1);

        for (int i = 0; i < 100_000; i++) {
            cache.put(i, "v");
            assertThat(cache.size()).isLessThanOrEqualTo(102);
        }

        assertThat(cache.get(99_999)).isEqualTo("v");
        assertThat(cache.get(0)).isNull();
    }

    @Test
    void shouldKeepWhatIsUsed_whenOthersPassThrough() {
        BoundedCache<Integer, String> cache = new BoundedCache<>(100, (key, value) -> 1);
        cache.put(-1, "used");

        for (int i = 0; i < 1000; i++) {
            cache.put(i, "v");
            assertThat(cache.get(-1)).isEqualTo("used");
        }
    }

    @Test
    void shouldCountWeights_whenEntriesDiffer() {
        BoundedCache<Integer, String> cache = new BoundedCache<>(100, (key, value) -> 40);

        for (int i = 0; i < 10; i++) {
            cache.put(i, "heavy");
        }

        assertThat(cache.size()).isLessThanOrEqualTo(4);
    }

    @Test
    void shouldTakeBackNothing_whenABudgetIsExceeded() {
        ByteBudget budget = new ByteBudget(100);

        assertThat(budget.tryAcquire(100)).isTrue();
        assertThat(budget.tryAcquire(1)).isFalse();
        assertThat(budget.used()).isEqualTo(100);
        budget.release(100);
        assertThat(budget.tryAcquire(101)).isFalse();
        assertThat(budget.tryAcquire(99)).isTrue();
    }
}
