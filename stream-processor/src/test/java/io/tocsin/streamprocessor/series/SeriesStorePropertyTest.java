package io.tocsin.streamprocessor.series;

import static io.tocsin.streamprocessor.series.Reading.read;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.promql.ast.Selector;
import io.tocsin.schemas.labels.Labels;
import io.tocsin.schemas.labels.Matcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class SeriesStorePropertyTest {

    private static final List<Matcher.Type> TYPES = List.of(Matcher.Type.values());

    @Property(tries = 150)
    void shouldAnswerLikeTheReference_whateverWasAppended(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 700) int frames) {
        Workload workload = new Workload(seed);
        SeriesStore store = new SeriesStore(SeriesLimits.defaults());
        Random random = workload.random();
        Retention retention = random.nextBoolean() ? Retention.same() : SeriesStorePropertyTest::longerForSome;
        store.retain(retention);
        ReferenceStore reference = new ReferenceStore(retention);

        for (int i = 0; i < frames; i++) {
            Workload.Entry entry = workload.next();
            store.append(entry.source(), entry.frame(), entry.horizon());
            reference.append(entry.frame(), entry.horizon());
            if (random.nextInt(80) == 0) {
                long bound = workload.now() - random.nextInt(60_000);
                store.evictBefore(bound);
                reference.evictBefore(bound);
            }
            if (random.nextInt(80) == 0) {
                long newest = workload.now() - random.nextInt(1000);
                long horizon = workload.tick();
                store.refuse(horizon, newest);
                reference.refuse(horizon, newest);
            }
            if (random.nextInt(60) == 0) {
                compare(store, reference, workload);
            }
        }
        compare(store, reference, workload);
    }

    private static long longerForSome(Labels labels) {
        return Integer.parseInt(labels.get("i")) % 7 == 0 ? 100_000 : 0;
    }

    private static void compare(SeriesStore store, ReferenceStore reference, Workload workload) {
        Random random = workload.random();
        for (int i = 0; i < 4; i++) {
            long instant = workload.now() + 2 - random.nextInt(50_000);
            long to = workload.now() + 100_000 - random.nextInt(300_000);
            long from = to - random.nextInt(400_000);
            Selector selector = selector(random);
            assertThat(read(store.at(instant), selector, from, to))
                    .isEqualTo(reference.read(selector, from, to, instant));
        }
        assertThat(read(store.latest(), Reading.ALL, Long.MIN_VALUE, Long.MAX_VALUE))
                .isEqualTo(reference.read(Reading.ALL, Long.MIN_VALUE, Long.MAX_VALUE, Long.MAX_VALUE));
    }

    private static Selector selector(Random random) {
        List<Matcher> matchers = new ArrayList<>();
        if (random.nextBoolean()) {
            matchers.add(Matcher.of(Labels.METRIC_NAME, anyType(random), "m" + random.nextInt(6)));
        }
        if (random.nextBoolean()) {
            matchers.add(Matcher.of("source", anyType(random), random.nextInt(3) == 0 ? "" : "" + random.nextInt(3)));
        }
        if (random.nextBoolean()) {
            matchers.add(Matcher.of("i", anyType(random), random.nextBoolean() ? "[13579]|1." : "1.*"));
        }
        return new Selector(matchers);
    }

    private static Matcher.Type anyType(Random random) {
        return TYPES.get(random.nextInt(TYPES.size()));
    }

    @Property(tries = 100)
    void shouldAnswerTheSame_whateverIsAppendedAtOrAfterTheInstant(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 400) int before,
            @ForAll @Size(min = 1) List<Integer> after) {
        Workload workload = new Workload(seed);
        SeriesStore store = new SeriesStore(SeriesLimits.defaults());
        for (int i = 0; i < before; i++) {
            Workload.Entry entry = workload.next();
            store.append(entry.source(), entry.frame(), entry.horizon());
        }
        long instant = workload.now() + 1;
        var seen = read(store.at(instant), Reading.ALL, Long.MIN_VALUE, Long.MAX_VALUE);

        for (int i = 0; i < after.size() * 5; i++) {
            Workload.Entry entry = workload.next();
            store.append(entry.source(), entry.frame(), Math.max(instant, entry.horizon()));
        }

        assertThat(read(store.at(instant), Reading.ALL, Long.MIN_VALUE, Long.MAX_VALUE))
                .isEqualTo(seen);
    }

    @Property(tries = 100)
    void shouldAnswerOtherwise_whenSomethingIsAppendedJustBeforeTheInstant(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 400) int before) {
        Workload workload = new Workload(seed);
        SeriesStore store = new SeriesStore(SeriesLimits.defaults());
        for (int i = 0; i < before; i++) {
            Workload.Entry entry = workload.next();
            store.append(entry.source(), entry.frame(), entry.horizon());
        }
        long instant = workload.now() + 1;
        var seen = read(store.at(instant), Reading.ALL, Long.MIN_VALUE, Long.MAX_VALUE);

        store.append("source-0", Reading.frame(Workload.START, "intruder", 1), instant - 1);

        assertThat(read(store.at(instant), Reading.ALL, Long.MIN_VALUE, Long.MAX_VALUE))
                .isNotEqualTo(seen);
    }
}
