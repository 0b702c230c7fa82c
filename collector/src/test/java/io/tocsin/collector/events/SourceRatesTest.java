package io.tocsin.collector.events;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SourceRatesTest {

    private static final long T = 1_000_000;

    @Test
    void shouldGrantTheBurstAndNoMore_whenAllComesAtOnce() {
        SourceRates rates = new SourceRates(10, 5);

        assertThat(rates.take("a", 10, T)).isZero();
        assertThat(rates.take("a", 1, T)).isEqualTo(1);
        assertThat(rates.take("b", 10, T)).isZero();
    }

    @Test
    void shouldGrantAgain_whenTimeHasPassed() {
        SourceRates rates = new SourceRates(10, 5);
        rates.take("a", 10, T);

        assertThat(rates.take("a", 3, T + 299)).isEqualTo(1);
        assertThat(rates.take("a", 3, T + 300)).isZero();
        assertThat(rates.take("a", 10, T + 10_000)).isZero();
        assertThat(rates.take("a", 1, T + 10_000)).isEqualTo(1);
    }

    @Test
    void shouldPassTheLargestRequest_whateverTheRate() {
        SourceRates rates = new SourceRates(1, 5);

        assertThat(rates.take("a", 5, T)).isZero();
        assertThat(rates.take("a", 5, T)).isEqualTo(5);
        assertThat(rates.take("a", 5, T + 4999)).isEqualTo(1);
        assertThat(rates.take("a", 5, T + 5000)).isZero();
    }

    @Test
    void shouldTakeNothingBack_whenTheClockIsSetBack() {
        SourceRates rates = new SourceRates(10, 5);
        rates.take("a", 10, T);

        assertThat(rates.take("a", 1, T - 60_000)).isEqualTo(1);
        assertThat(rates.take("a", 1, T)).isEqualTo(1);
        assertThat(rates.take("a", 1, T + 100)).isZero();
    }

    @Test
    void shouldGrantEverything_whenThereIsNoRate() {
        assertThat(new SourceRates(0, 5).take("a", Integer.MAX_VALUE, T)).isZero();
    }

    @Test
    void shouldForgetTheLeastRecentlySeen_whenThereAreTooManySources() {
        SourceRates rates = new SourceRates(1, 1);
        rates.take("seen often", 1, T);
        rates.take("seen once", 1, T);
        for (int i = 0; i < 9_999; i++) {
            rates.take("seen often", 1, T);
            rates.take("source " + i, 1, T);
        }

        assertThat(rates.take("seen often", 1, T)).isEqualTo(1);
        assertThat(rates.take("seen once", 1, T)).isZero();
    }
}
