package io.tocsin.streamprocessor.determinism;

import io.tocsin.promql.series.SeriesSource;
import io.tocsin.schemas.frame.FrameCodec;
import io.tocsin.schemas.wire.WireFormat;
import io.tocsin.streamprocessor.intake.Intake;
import io.tocsin.streamprocessor.intake.MetricsIntake;
import io.tocsin.streamprocessor.intake.Refusal;
import io.tocsin.streamprocessor.intake.SourceRecord;
import io.tocsin.streamprocessor.intake.TopicReaders;
import io.tocsin.streamprocessor.leaf.Cursor;
import io.tocsin.streamprocessor.leaf.LeafSettings;
import io.tocsin.streamprocessor.leaf.LeafTask;
import io.tocsin.streamprocessor.report.ReportCodec;
import io.tocsin.streamprocessor.rules.RuleVersionParser;
import io.tocsin.streamprocessor.series.SeriesLimits;
import io.tocsin.streamprocessor.series.SeriesStore;
import io.tocsin.streamprocessor.time.SourceTopic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** One leaf task over its partitions: polls them in any order, commits now and then, and may crash in between. */
final class LeafRun {

    private final int partition;
    private final GeneratedLog log;
    private final Course course;
    private final Random random;
    private final TransactionalState state = new TransactionalState();
    private final int[] next = new int[SourceTopic.values().length];
    private int[] committed = new int[SourceTopic.values().length];
    private final List<byte[]> uncommitted = new ArrayList<>();
    private final List<byte[]> reports = new ArrayList<>();
    private final List<Refusal> uncommittedRefusals = new ArrayList<>();
    private final List<Refusal> refusals = new ArrayList<>();
    private final ReportCodec codec = new ReportCodec(2_000);
    private LeafTask task;

    LeafRun(int partition, GeneratedLog log, Course course) {
        this.partition = partition;
        this.log = log;
        this.course = course;
        this.random = new Random(course.seed() * 31 + partition);
        this.task = open();
    }

    private LeafTask open() {
        WireFormat wire = WireFormat.singleObject();
        FrameCodec frames = new FrameCodec(wire, "metrics");
        SeriesStore store = new SeriesStore(SeriesLimits.UNLIMITED);
        LeafSettings settings = course.settings();
        MetricsIntake metrics = course.holdBack()
                ? new MetricsIntake(store, frames, settings.bounds())
                : new SeesEverything(store, frames, settings);
        restore(metrics);
        TopicReaders readers = new TopicReaders(wire);
        LeafTask.Parts parts = new LeafTask.Parts(
                metrics, state, readers, report -> codec.encode(report, uncommitted::add), new Refusals());
        return new LeafTask(partition, settings, RuleVersionParser.standard(), parts);
    }

    /** From the log itself, as far as it had been processed, and from where the task's state says it is needed. */
    private void restore(MetricsIntake metrics) {
        List<SourceRecord> records =
                log.of(partition, SourceTopic.METRICS).subList(0, committed[index(SourceTopic.METRICS)]);
        byte[] cursor = state.get(Cursor.KEY);
        int from = cursor == null
                ? 0
                : Reading.start(records, Cursor.decode(cursor).neededFrom());
        if (from > 0) {
            metrics.beginInTheMiddle();
        }
        records.subList(from, records.size()).forEach(record -> metrics.accept(record, Intake.SILENT));
    }

    private static final class SeesEverything extends MetricsIntake {

        SeesEverything(SeriesStore store, FrameCodec frames, LeafSettings settings) {
            super(store, frames, settings.bounds());
        }

        @Override
        public SeriesSource visibleAt(long instant) {
            return store().latest();
        }
    }

    /** Collects what is refused. */
    private final class Refusals implements Intake {

        @Override
        public void refused(Refusal refusal) {
            uncommittedRefusals.add(refusal);
        }

        @Override
        public void late(SourceTopic topic, String source, long latenessMillis) {}

        @Override
        public void accepted(SourceTopic topic, int samples) {}

        @Override
        public void repeated(SourceTopic topic) {}
    }

    /** @return whether there is anything left to do */
    boolean step() {
        int burst = 1 + random.nextInt(course.largestSlice() > 1 ? 400 : 1);
        SourceTopic topic = pick();
        for (int i = 0;
                i < burst && topic != null && next[index(topic)] < of(topic).size();
                i++) {
            task.accept(topic, of(topic).get(next[index(topic)]++));
        }
        boolean more = task.advance(1 + random.nextInt(course.largestSlice()));
        if (random.nextInt(1000) < course.restartsPerThousand()) {
            crash();
            return true;
        }
        if (random.nextInt(4) == 0 || (topic == null && !more)) {
            commit();
        }
        return topic != null || more;
    }

    private static int index(SourceTopic topic) {
        return List.of(SourceTopic.values()).indexOf(topic);
    }

    private List<SourceRecord> of(SourceTopic topic) {
        return log.of(partition, topic);
    }

    /** Of the topics with records left, any. */
    private @Nullable SourceTopic pick() {
        List<SourceTopic> open = new ArrayList<>();
        for (SourceTopic topic : SourceTopic.values()) {
            if (next[index(topic)] < of(topic).size()) {
                open.add(topic);
            }
        }
        return open.isEmpty() ? null : open.get(random.nextInt(open.size()));
    }

    private void commit() {
        state.commit();
        committed = Arrays.copyOf(next, next.length);
        reports.addAll(uncommitted);
        refusals.addAll(uncommittedRefusals);
        uncommitted.clear();
        uncommittedRefusals.clear();
    }

    private void crash() {
        state.abort();
        System.arraycopy(committed, 0, next, 0, next.length);
        uncommitted.clear();
        uncommittedRefusals.clear();
        task = open();
    }

    /** What the root can see. */
    List<byte[]> reports() {
        return reports;
    }

    List<Refusal> refusals() {
        return refusals;
    }
}
