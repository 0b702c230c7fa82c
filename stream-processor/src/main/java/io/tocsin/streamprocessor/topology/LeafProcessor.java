package io.tocsin.streamprocessor.topology;

import io.tocsin.streamprocessor.intake.Intake;
import io.tocsin.streamprocessor.intake.Refusal;
import io.tocsin.streamprocessor.intake.SourceRecord;
import io.tocsin.streamprocessor.leaf.LeafTask;
import io.tocsin.streamprocessor.report.Report;
import io.tocsin.streamprocessor.report.ReportCodec;
import io.tocsin.streamprocessor.time.SourceTopic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** One leaf task in the topology: hands it the records, lets it evaluate in slices, and commits what it reports. */
final class LeafProcessor implements Processor<byte[], byte[], byte[], byte[]> {

    private static final Duration NUDGE = Duration.ofMillis(100);
    private static final Duration SLICE = Duration.ofMillis(250);

    /** While behind, records and slices take turns, so that neither backlog waits for the other to end. */
    private static final int RECORDS_PER_SLICE = 256;

    private final SourceNames names;
    private final LeafTaskFactory factory;
    private final LocalTasks local;
    private final PipelineMetrics metrics;
    private final ReportCodec reports;
    private final SliceBudget budget = new SliceBudget(SLICE, System::nanoTime);
    private @Nullable ProcessorContext<byte[], byte[]> context;
    private @Nullable LeafTask task;
    private int recordsSinceSlice;

    LeafProcessor(
            SourceNames names,
            LeafTaskFactory factory,
            LocalTasks local,
            PipelineMetrics metrics,
            ReportCodec reports) {
        this.names = names;
        this.factory = factory;
        this.local = local;
        this.metrics = metrics;
        this.reports = reports;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> newContext) {
        context = newContext;
        SeriesStateStore series = newContext.getStateStore(LeafTopology.SERIES_STORE);
        KeyValueStore<String, byte[]> state = newContext.getStateStore(LeafTopology.STATE_STORE);
        int partition = newContext.taskId().partition();
        LeafTask opened =
                factory.create(partition, series.intake(), new StreamsState(state), this::forward, new Counting());
        task = opened;
        local.opened(partition, opened);
        newContext.schedule(NUDGE, PunctuationType.WALL_CLOCK_TIME, now -> slice());
    }

    private ProcessorContext<byte[], byte[]> context() {
        return Objects.requireNonNull(context);
    }

    private LeafTask task() {
        return Objects.requireNonNull(task);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        RecordMetadata metadata = context().recordMetadata().orElseThrow();
        LeafTask leaf = task();
        long passed = leaf.passed();
        SourceRecord source = new SourceRecord(record.key(), record.value(), metadata.offset());
        leaf.accept(names.topic(metadata.topic()), source);
        if (leaf.passed() > passed || ++recordsSinceSlice >= RECORDS_PER_SLICE) {
            slice();
        }
    }

    private void slice() {
        recordsSinceSlice = 0;
        LeafTask leaf = task();
        if (leaf.isBehind()) {
            metrics.leafSlices().record(() -> budget.run(leaf::advance));
        }
    }

    private void forward(Report report) {
        ProcessorContext<byte[], byte[]> out = context();
        byte[] key = report.namespace().getBytes(StandardCharsets.UTF_8);
        long time = Math.max(0, report.span().through());
        reports.encode(report, part -> out.forward(new Record<>(key, part, time), LeafTopology.REPORTS_SINK));
        // The root is waiting: without this the report lies until the commit interval is over.
        out.commit();
    }

    @Override
    public void close() {
        if (task != null && context != null) {
            local.closed(context.taskId().partition(), task);
        }
    }

    /** Counts, and sends what is refused to the dead letters. */
    private final class Counting implements Intake {

        @Override
        public void refused(Refusal refusal) {
            metrics.refused(refusal.topic(), refusal.reason());
            ProcessorContext<byte[], byte[]> out = context();
            String topic = names.name(refusal.topic());
            int partition = out.taskId().partition();
            long now = out.currentSystemTimeMs();
            out.forward(DeadLetterRecord.of(refusal, topic, partition, now), LeafTopology.DEAD_LETTERS_SINK);
        }

        @Override
        public void late(SourceTopic topic, String source, long latenessMillis) {
            metrics.late(topic, source, latenessMillis);
        }

        @Override
        public void accepted(SourceTopic topic, int samples) {
            metrics.accepted(topic, samples);
        }

        @Override
        public void repeated(SourceTopic topic) {
            metrics.repeated(topic);
        }
    }
}
