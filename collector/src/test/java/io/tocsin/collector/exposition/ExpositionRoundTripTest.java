package io.tocsin.collector.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.collector.exposition.Family.Exemplar;
import io.tocsin.collector.exposition.Family.Sample;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is written out by the specification is read back as it was. */
final class ExpositionRoundTripTest {

    private static final int ROUNDS = 5_000;

    private final long seed = Long.getLong("fuzz.seed", System.nanoTime());

    /** Puts the families together again. */
    private static final class Collected implements ExpositionSink {

        private final List<Family> families = new ArrayList<>();

        @Override
        public void sample(SeriesText series, double value, long timestampMillis) throws ExpositionException {
            families.getLast().samples().add(new Sample(series.labels(), value, time(timestampMillis), null));
        }

        @Override
        public void exemplar(ExemplarText exemplar) throws ExpositionException {
            List<Sample> samples = families.getLast().samples();
            Sample of = samples.removeLast();
            Exemplar read = new Exemplar(exemplar.labels(), exemplar.value(), time(exemplar.timestampMillis()));
            samples.add(new Sample(of.labels(), of.value(), of.timestampMillis(), read));
        }

        @Override
        public void family(FamilyText family) {
            families.add(new Family(family.metadata(), new ArrayList<>()));
        }

        private static @Nullable Long time(long timestampMillis) {
            return timestampMillis == NO_TIMESTAMP ? null : timestampMillis;
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldReadBackTheSame_whenWrittenOut(ExpositionFormat format) {
        assertThat(differences(format, ExpositionWriter.ESCAPE)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void shouldNotice_whenQuotesAreNotEscaped(ExpositionFormat format) {
        UnaryOperator<String> wrong = text -> text.replace("\\", "\\\\").replace("\n", "\\n");

        assertThat(differences(format, wrong)).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void shouldNotice_whenBackslashesAreNotEscaped(ExpositionFormat format) {
        UnaryOperator<String> wrong = text -> text.replace("\n", "\\n").replace("\"", "\\\"");

        assertThat(differences(format, wrong)).isNotEmpty();
    }

    /** @return the first body that is not read back as it was, and why */
    private List<String> differences(ExpositionFormat format, UnaryOperator<String> escape) {
        RandomFamilies random = new RandomFamilies(new Random(seed), format);
        ExpositionWriter writer = new ExpositionWriter(format, escape);
        for (int i = 0; i < ROUNDS; i++) {
            List<Family> families = random.next();
            byte[] body = writer.write(families);
            Collected collected = new Collected();
            String error = error(format, body, collected);
            if (!collected.families.equals(families) || !error.isEmpty()) {
                String written = new String(body, StandardCharsets.UTF_8);
                return List.of("fuzz.seed=" + seed, error, written, collected.families.toString());
            }
        }
        return List.of();
    }

    private static String error(ExpositionFormat format, byte[] body, Collected into) {
        try {
            format.parse(body, body.length, into);
            return "";
        } catch (ExpositionException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
