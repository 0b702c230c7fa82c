package io.tocsin.streamprocessor.series;

import static io.tocsin.streamprocessor.series.Reading.read;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ConcurrentReadersTest {

    @Test
    void shouldAnswerTheSame_whileTheWriterGoesOn() throws Exception {
        SeriesStore store = new SeriesStore(SeriesLimits.defaults());
        Workload workload = new Workload(7);
        for (int i = 0; i < 300; i++) {
            Workload.Entry entry = workload.next();
            store.append(entry.source(), entry.frame(), entry.horizon());
        }
        long instant = workload.now() + 1;
        var expected = read(store.at(instant), Reading.ALL, Long.MIN_VALUE, Long.MAX_VALUE);
        AtomicBoolean written = new AtomicBoolean();

        try (ExecutorService readers = Executors.newFixedThreadPool(3)) {
            List<Future<Integer>> reads = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                reads.add(readers.submit(() -> {
                    int count = 0;
                    do {
                        assertThat(read(store.at(instant), Reading.ALL, Long.MIN_VALUE, Long.MAX_VALUE))
                                .isEqualTo(expected);
                        count++;
                    } while (!written.get());
                    return count;
                }));
            }
            for (int i = 0; i < 3000; i++) {
                Workload.Entry entry = workload.next();
                store.append(entry.source(), entry.frame(), Math.max(instant, entry.horizon()));
            }
            written.set(true);
            for (Future<Integer> read : reads) {
                assertThat(read.get()).isPositive();
            }
        }
    }

    @Test
    void shouldLetAVisitorSelectAndAppend() {
        SeriesStore store = new SeriesStore(SeriesLimits.defaults());
        store.append("s", Reading.frame(1000, "x", 1), 0);

        store.latest().select(Reading.ALL, 0, 9000, (labels, samples) -> {
            store.append("s", Reading.frame(2000, "x", 2), 0);
            assertThat(Reading.samplesOf(store.latest(), "x", 0, 9000)).hasSize(2);
            assertThat(samples.size()).isEqualTo(1);
        });
    }
}
