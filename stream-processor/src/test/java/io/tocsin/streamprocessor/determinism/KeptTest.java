package io.tocsin.streamprocessor.determinism;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.promql.ast.Selector;
import io.tocsin.schemas.avro.RuleDefinition;
import io.tocsin.schemas.avro.RuleGroupVersion;
import io.tocsin.schemas.avro.RuleKind;
import io.tocsin.schemas.frame.FrameCodec;
import io.tocsin.schemas.labels.Matcher;
import io.tocsin.schemas.wire.WireFormat;
import io.tocsin.streamprocessor.intake.Intake;
import io.tocsin.streamprocessor.intake.MetricsIntake;
import io.tocsin.streamprocessor.intake.SourceRecord;
import io.tocsin.streamprocessor.intake.TopicReaders;
import io.tocsin.streamprocessor.leaf.Cursor;
import io.tocsin.streamprocessor.leaf.LeafSettings;
import io.tocsin.streamprocessor.leaf.LeafTask;
import io.tocsin.streamprocessor.rules.RuleVersionParser;
import io.tocsin.streamprocessor.series.SeriesLimits;
import io.tocsin.streamprocessor.series.SeriesStore;
import io.tocsin.streamprocessor.state.KeyedState;
import io.tocsin.streamprocessor.time.SourceTopic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** How long a leaf task keeps the samples of a series when others are kept for a minute. */
class KeptTest {

    private static final long START = OutageLog.START;
    private static final long INTERVAL = OutageLog.INTERVAL;
    private static final long END = START + Duration.ofHours(2).toMillis();

    private final SeriesStore store = new SeriesStore(SeriesLimits.UNLIMITED);
    private final KeyedState state = KeyedState.inMemory();
    private final LeafTask task = task();

    private LeafTask task() {
        LeafSettings settings =
                Course.calm().withRetention(Duration.ofMinutes(1)).settings();
        WireFormat wire = WireFormat.singleObject();
        MetricsIntake metrics = new MetricsIntake(store, new FrameCodec(wire, "metrics"), settings.bounds());
        LeafTask.Parts parts = new LeafTask.Parts(metrics, state, new TopicReaders(wire), report -> {}, Intake.SILENT);
        return new LeafTask(0, settings, RuleVersionParser.standard(), parts);
    }

    private void run(String expr) {
        run(1, expr, START, END);
    }

    private void run(long revision, String expr, long from, long to) {
        task.accept(SourceTopic.RULES, rule(revision, expr));
        for (long at = from; at <= to; at += INTERVAL) {
            task.accept(SourceTopic.METRICS, OutageLog.frame("heat", at, 1));
            task.accept(SourceTopic.METRICS, OutageLog.frame("cold", at, 1));
            for (SourceTopic topic : SourceTopic.values()) {
                task.accept(topic, OutageLog.tick(at));
            }
            while (task.advance(100)) {
                // The next slice.
            }
        }
    }

    private static SourceRecord rule(long revision, String expr) {
        RuleGroupVersion version = RuleGroupVersion.newBuilder()
                .setNamespace("default")
                .setGroup("g")
                .setRevision(revision)
                .setVersion("v" + revision)
                .setSource("test")
                .setIntervalMillis(INTERVAL)
                .setRules(List.of(new RuleDefinition(RuleKind.RECORD, "r", expr, 0L, 0L, Map.of(), Map.of())))
                .build();
        byte[] bytes = WireFormat.singleObject().encoder(RuleGroupVersion.class).encode("rules", version);
        return new SourceRecord("g".getBytes(StandardCharsets.UTF_8), bytes, 0);
    }

    private long oldest(String name) {
        List<Long> times = new ArrayList<>();
        Selector selector = new Selector(List.of(Matcher.equal("__name__", name)));
        store.latest()
                .select(selector, Long.MIN_VALUE, Long.MAX_VALUE, (labels, samples) -> times.add(samples.timestamp(0)));
        return times.getFirst();
    }

    private long neededFrom() {
        return Cursor.decode(Objects.requireNonNull(state.get(Cursor.KEY))).neededFrom();
    }

    @Test
    void shouldKeepASeriesForAsLongAsARuleLooksAtIt_andOthersNoLonger() {
        run("max_over_time(heat[20m] offset 5m) + cold");

        assertThat(oldest("heat")).isEqualTo(END - Duration.ofMinutes(25).toMillis());
        assertThat(oldest("cold")).isEqualTo(END - Duration.ofMinutes(5).toMillis());
        assertThat(neededFrom()).isEqualTo(END - Duration.ofMinutes(25).toMillis());
    }

    @Test
    void shouldHoldTheMemoryOfWhatIsKept() {
        run("max_over_time(heat[20m])");

        // Blocks are dropped whole, so there may be one or two more: but never those of two hours.
        assertThat(store.statistics().samples()).isBetween(252L, 1_000L);
    }

    /** A look back at something that is not there, such as the recordings of rules, makes no restore longer. */
    @Test
    void shouldNeedNoMoreOfTheLog_whenNothingIsKeptLonger() {
        run("max_over_time(nothing[1h])");

        assertThat(oldest("heat")).isEqualTo(END - Duration.ofMinutes(1).toMillis());
        assertThat(neededFrom()).isEqualTo(END - Duration.ofMinutes(1).toMillis());
    }

    @Test
    void shouldKeepItNoLonger_whenNoRuleLooksAtItAnyMore() {
        long end = END + Duration.ofMinutes(10).toMillis();
        run("max_over_time(heat[20m])");
        assertThat(oldest("heat")).isEqualTo(END - Duration.ofMinutes(20).toMillis());

        run(2, "heat", END + INTERVAL, end);

        assertThat(oldest("heat")).isEqualTo(end - Duration.ofMinutes(5).toMillis());
        assertThat(oldest("cold")).isEqualTo(end - Duration.ofMinutes(1).toMillis());
    }
}
