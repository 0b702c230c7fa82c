package io.tocsin.client;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;
import org.jspecify.annotations.Nullable;

/** Records of every kind, of any text and every number that is permitted. */
final class Records extends DomainContextBase {

    private static final BigInteger MOST = BigInteger.TEN.pow(38).subtract(BigInteger.ONE);

    /** All that Unicode has; UTF-8 knows no half characters. */
    private static Arbitrary<String> texts() {
        return Arbitraries.strings().ofMinLength(1).ofMaxLength(12).map(Records::whole);
    }

    private static String whole(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private static Arbitrary<String> maybe() {
        return texts().injectNull(0.3);
    }

    private static Arbitrary<Instant> times() {
        return Arbitraries.longs().between(0, 253_402_300_799_999L).map(Instant::ofEpochMilli);
    }

    private static Arbitrary<BigDecimal> amounts() {
        return Arbitraries.bigIntegers().between(MOST.negate(), MOST).map(unscaled -> new BigDecimal(unscaled, 18));
    }

    private static Arbitrary<Map<String, String>> attributes() {
        return Arbitraries.maps(texts(), Arbitraries.strings().ofMaxLength(6).map(Records::whole))
                .ofMaxSize(5);
    }

    @Provide
    Arbitrary<MigrationEvent> migrations() {
        Arbitrary<MigrationEvent> without = Combinators.combine(
                        texts(), texts(), texts(), times(), Arbitraries.of(MigrationEvent.Type.class), attributes())
                .as((event, migration, subject, at, type, attributes) -> new MigrationEvent(
                        event, migration, subject, at, type, null, null, null, null, null, null, attributes));
        return Combinators.combine(without, maybe(), maybe(), maybe(), amounts().injectNull(0.3), maybe(), maybe())
                .as((e, path, step, reason, amount, asset, cohort) -> new MigrationEvent(
                        e.eventId(),
                        e.migrationId(),
                        e.subject(),
                        e.at(),
                        e.type(),
                        path,
                        step,
                        reason,
                        amount,
                        asset,
                        cohort,
                        e.attributes()));
    }

    @Provide
    Arbitrary<ActivityEvent> activity() {
        Arbitrary<String> countries =
                Arbitraries.strings().withCharRange('A', 'Z').ofLength(2).injectNull(0.3);
        Arbitrary<Double> scores = Arbitraries.doubles().between(1, 5).injectNull(0.3);
        Arbitrary<ActivityEvent> without = Combinators.combine(
                        texts(), texts(), times(), Arbitraries.of(ActivityEvent.Kind.class), scores, attributes())
                .as((event, subject, at, kind, score, attributes) ->
                        new ActivityEvent(event, subject, at, kind, null, null, score, null, null, null, attributes));
        return Combinators.combine(without, maybe(), countries, maybe(), maybe(), maybe())
                .as((e, outcome, country, feature, path, cohort) -> new ActivityEvent(
                        e.eventId(),
                        e.subject(),
                        e.at(),
                        e.kind(),
                        outcome,
                        country,
                        e.score(),
                        feature,
                        path,
                        cohort,
                        e.attributes()));
    }

    @Provide
    Arbitrary<ReserveSnapshot> reserves() {
        Arbitrary<Long> millis = Arbitraries.longs().greaterOrEqual(0).injectNull(0.3);
        Arbitrary<List<CustodyBalance>> custody = Combinators.combine(texts(), amounts(), millis)
                .as(CustodyBalance::new)
                .list()
                .ofMaxSize(4);
        return Combinators.combine(
                        Combinators.combine(texts(), texts(), times()).as(Head::new),
                        amounts(),
                        amounts(),
                        amounts().injectNull(0.3),
                        custody,
                        Arbitraries.of(true, false),
                        Combinators.combine(times().injectNull(0.3), millis, attributes())
                                .as(Tail::new))
                .as((head, supply, locked, users, balances, paused, tail) -> new ReserveSnapshot(
                        head.eventId,
                        head.asset,
                        head.at,
                        supply,
                        locked,
                        users,
                        balances,
                        paused,
                        tail.verifiedAt,
                        tail.millis,
                        tail.attributes));
    }

    private record Head(String eventId, String asset, Instant at) {}

    private record Tail(
            @Nullable Instant verifiedAt, @Nullable Long millis, Map<String, String> attributes) {}

    @Provide
    Arbitrary<MetricFrame> frames() {
        Arbitrary<Source> sources = Combinators.combine(texts(), texts()).as(Source::new);
        Arbitrary<Map<String, String>> labels = Arbitraries.maps(
                        texts(), Arbitraries.strings().ofMaxLength(6).map(Records::whole))
                .ofMaxSize(4);
        Arbitrary<List<Sample>> samples = Combinators.combine(texts(), labels, Arbitraries.doubles())
                .as(Sample::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(20)
                .uniqueElements(sample -> List.of(sample.metric, sample.labels));
        return Combinators.combine(sources, times(), samples).as(Records::frame);
    }

    private record Sample(String metric, Map<String, String> labels, double value) {}

    private static MetricFrame frame(Source source, Instant at, List<Sample> samples) {
        MetricFrame.Builder frame = MetricFrame.builder(source, at);
        for (Sample sample : samples) {
            try {
                frame.add(sample.metric, sample.labels, sample.value);
            } catch (IllegalArgumentException e) {
                // Two that differ in a label without a value alone are one series.
                assert e.getMessage() != null;
            }
        }
        return frame.build();
    }
}
