package io.tocsin.streamprocessor.determinism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tocsin.promql.eval.Limits;
import io.tocsin.schemas.avro.AlertTransition;
import io.tocsin.schemas.avro.Command;
import io.tocsin.schemas.avro.SuppressionReason;
import io.tocsin.schemas.frame.FrameCodec;
import io.tocsin.schemas.frame.MetricFrame;
import io.tocsin.schemas.wire.MalformedRecordException;
import io.tocsin.schemas.wire.WireFormat;
import io.tocsin.streamprocessor.determinism.Simulation.Outcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Any polling order, restarts at any record, slices of any size: the same records come out, byte for byte. {@code
 * -Ddeterminism.seeds=N} runs N seeds, {@code -Ddeterminism.first=S} from S on; a failure names its seed.
 */
class DeterminismTest {

    private static final int PARTITIONS = 4;
    private static final long SPAN = 240_000;
    private static final long SKEW = 2_000;
    private static final Limits TIGHT = new Limits(38, 1_000);

    static LongStream seeds() {
        long first = Long.getLong("determinism.first", 1);
        return LongStream.range(first, first + Long.getLong("determinism.seeds", 6));
    }

    private static GeneratedLog log(long seed) {
        return GeneratedLog.of(EventGenerator.events(seed, SPAN), PARTITIONS, SPAN, SKEW, seed);
    }

    private static Course wild(long seed) {
        return new Course(seed * 7919 + 13, 15, 64, true);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void shouldGiveTheSameBytes_whateverTheOrderTheRestartsAndTheSlices(long seed) {
        GeneratedLog log = log(seed);

        Outcome calm = Simulation.run(log, Course.calm());
        Outcome wild = Simulation.run(log, wild(seed));

        assertThat(calm.alerts()).as("seed %d", seed).hasSizeGreaterThanOrEqualTo(100);
        assertThat(firstDifference(wild.recorded(), calm.recorded()))
                .as("seed %d", seed)
                .isEmpty();
        assertThat(firstDifference(wild.alerts(), calm.alerts()))
                .as("seed %d", seed)
                .isEmpty();
        assertThat(firstDifference(wild.commandBytes(), calm.commandBytes()))
                .as("seed %d", seed)
                .isEmpty();
        assertThat(wild.refusals()).as("seed %d", seed).hasSameSizeAs(calm.refusals());
    }

    /** Not in every log, but in most. */
    @ParameterizedTest
    @ValueSource(strings = {"Failures", "Reserves", "Logins"})
    void shouldLetSignalsHaveASay(String rule) {
        List<Boolean> has = seeds().limit(100)
                .mapToObj(seed -> Simulation.run(log(seed), Course.calm()).transitions().stream()
                        .anyMatch(transition -> transition.getRule().equals(rule)))
                .toList();

        assertThat(Collections.frequency(has, true)).isGreaterThan(2 * Collections.frequency(has, false));
    }

    /** The first record that is not the same in both, with its number; two whole lists would tell nobody anything. */
    private static Optional<String> firstDifference(List<String> actual, List<String> expected) {
        for (int i = 0; i < Math.max(actual.size(), expected.size()); i++) {
            String found = i < actual.size() ? actual.get(i) : "nothing";
            String wanted = i < expected.size() ? expected.get(i) : "nothing";
            if (!found.equals(wanted)) {
                return Optional.of("record " + i + " of " + expected.size() + " is\n" + found + "\nand not\n" + wanted);
            }
        }
        return Optional.empty();
    }

    /** Of every kind there is something to compare, and no episode has two. */
    @ParameterizedTest
    @MethodSource("seeds")
    void shouldDecideOnceAnEpisode(long seed) {
        List<Command> commands = Simulation.run(log(seed), wild(seed)).commands();

        assertThat(commands).as("seed %d", seed).hasSizeGreaterThan(10);
        assertThat(commands).extracting(Command::getId).doesNotHaveDuplicates();
        assertThat(commands.stream().filter(command -> command.getReversalOf() == null))
                .extracting(Command::getEpisode)
                .doesNotHaveDuplicates();
    }

    @Test
    void shouldComeAcrossEveryKindOfCommand() {
        List<Command> commands = seeds().boxed()
                .flatMap(seed -> Simulation.run(log(seed), Course.calm()).commands().stream())
                .toList();

        assertThat(commands)
                .extracting(Command::getSuppressed)
                .contains(null, SuppressionReason.STOPPED, SuppressionReason.RATE_LIMITED);
        assertThat(commands).extracting(Command::getDryRun).contains(true, false);
        assertThat(commands)
                .extracting(Command::getName)
                .contains("SHED_LOAD", "TAKE_LOAD", "SCALE_OUT", "SCALE_IN", "EMERGENCY_PAUSE", "RESTART");
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void shouldGiveTheSameTransitions_whateverTheNumberOfPartitions(long seed) {
        List<Event> events = EventGenerator.events(seed, SPAN);

        Outcome whole = Simulation.run(GeneratedLog.of(events, 1, SPAN, 0, seed), Course.calm());
        Outcome parted = Simulation.run(GeneratedLog.of(events, 7, SPAN, 0, seed), Course.calm());
        List<AlertTransition> one = transitions(whole);
        List<AlertTransition> seven = transitions(parted);

        assertThat(parted.commands())
                .as("seed %d", seed)
                .usingElementComparator(Comparator.comparing(DeterminismTest::identity))
                .isEqualTo(whole.commands());

        assertThat(seven).as("seed %d", seed).hasSameSizeAs(one);
        for (int i = 0; i < one.size(); i++) {
            assertThat(identity(seven.get(i))).as("seed %d", seed).isEqualTo(identity(one.get(i)));
            double value = one.get(i).getValue();
            assertThat(seven.get(i).getValue()).isCloseTo(value, within(Math.abs(value) * 1e-12));
        }
    }

    /** All but the value, which may differ in its last digits. */
    private static String identity(Command c) {
        return c.getAt() + " " + c.getId() + " " + c.getTarget() + " " + c.getDryRun() + " " + c.getSuppressed();
    }

    private static List<AlertTransition> transitions(Outcome outcome) {
        List<AlertTransition> transitions = new ArrayList<>(outcome.transitions());
        transitions.sort(Comparator.comparingLong(AlertTransition::getAt).thenComparing(DeterminismTest::identity));
        return transitions;
    }

    private static String identity(AlertTransition t) {
        return t.getAt() + " " + t.getRule() + " " + t.getLabels() + " " + t.getState() + " " + t.getActiveAt();
    }

    /** Fewer, for they say less each. */
    static LongStream someSeeds() {
        return seeds().limit(500);
    }

    /** Evaluations that touch too much fail; which ones must not depend on what else was evaluated along with them. */
    @ParameterizedTest
    @MethodSource("someSeeds")
    void shouldFailAtTheSameInstants_whenALimitIsExceededNowAndThen(long seed) {
        GeneratedLog log = log(seed);

        Outcome calm = Simulation.run(log, Course.calm().withLimits(TIGHT));
        Outcome wild = Simulation.run(log, wild(seed).withLimits(TIGHT));

        assertThat(calm.recorded())
                .hasSizeLessThan(Simulation.run(log, Course.calm()).recorded().size());
        assertThat(calm.alerts()).as("seed %d", seed).hasSizeGreaterThanOrEqualTo(50);
        assertThat(firstDifference(wild.recorded(), calm.recorded()))
                .as("seed %d", seed)
                .isEmpty();
        assertThat(firstDifference(wild.alerts(), calm.alerts()))
                .as("seed %d", seed)
                .isEmpty();
    }

    /** The limit of the test above is tight enough. */
    @Test
    void shouldRecordLess_whenALimitIsExceededNowAndThen() {
        GeneratedLog log = log(1);

        Outcome limited = Simulation.run(log, Course.calm().withLimits(TIGHT));

        assertThat(limited.recorded())
                .hasSizeLessThan(Simulation.run(log, Course.calm()).recorded().size());
    }

    @Test
    void shouldNoticeOneAlteredRecord() throws MalformedRecordException {
        List<Event> events = EventGenerator.events(1, SPAN);
        List<Event> altered = new ArrayList<>(events);
        int at = IntStream.range(0, events.size())
                .filter(i -> events.get(i).arrival() > EventGenerator.START + SPAN / 2)
                .filter(i -> "api/host-2".equals(events.get(i).key()))
                .filter(i -> events.get(i).value().length > 150)
                .findFirst()
                .orElseThrow();
        altered.set(at, withOtherLoad(events.get(at)));

        Outcome original = Simulation.run(GeneratedLog.of(events, PARTITIONS, SPAN, SKEW, 1), Course.calm());
        Outcome other = Simulation.run(GeneratedLog.of(altered, PARTITIONS, SPAN, SKEW, 1), Course.calm());

        assertThat(firstDifference(other.recorded(), original.recorded())).isPresent();
    }

    private static Event withOtherLoad(Event event) throws MalformedRecordException {
        FrameCodec codec = new FrameCodec(WireFormat.singleObject(), "metrics");
        MetricFrame frame = codec.decode(event.value(), null);
        MetricFrame.Builder other = MetricFrame.builder(frame.timestamp());
        for (int i = 0; i < frame.size(); i++) {
            boolean load = frame.layout().labels(i).metricName().equals("load");
            other.add(frame.layout().labels(i), frame.values()[i] + (load ? 1 : 0));
        }
        return new Event(event.arrival(), event.topic(), event.key(), codec.encode(other.build()));
    }

    @Test
    void shouldFail_whenNothingIsHeldBack() {
        GeneratedLog log = log(1);

        Outcome calm = Simulation.run(log, new Course(1, 0, 64, false));
        Outcome wild = Simulation.run(log, new Course(2, 15, 64, false));

        assertThat(firstDifference(wild.alerts(), calm.alerts())).isPresent();
    }
}
