package io.tocsin.streamprocessor.topology;

import io.tocsin.schemas.avro.AlertTransition;
import io.tocsin.schemas.avro.Command;
import io.tocsin.schemas.frame.MetricFrame;
import io.tocsin.streamprocessor.root.RootOutput;
import io.tocsin.streamprocessor.root.RootSettings;
import io.tocsin.streamprocessor.root.RootTask;
import java.time.Duration;
import java.util.Objects;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** One root task in the topology: hands it the reports, and commits what comes out of an instant at once. */
final class RootProcessor implements Processor<String, byte[], String, Object> {

    private static final Duration NUDGE = Duration.ofMillis(100);
    private static final Duration TURN = Duration.ofMillis(250);

    private final RootSettings settings;
    private final RootTask.Formats formats;
    private final LocalTasks local;
    private final PipelineMetrics metrics;
    private final SliceBudget budget = new SliceBudget(TURN, System::nanoTime);
    private @Nullable ProcessorContext<String, Object> context;
    private @Nullable RootTask task;
    private boolean mayHaveMore = true;

    RootProcessor(RootSettings settings, RootTask.Formats formats, LocalTasks local, PipelineMetrics metrics) {
        this.settings = settings;
        this.formats = formats;
        this.local = local;
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<String, Object> newContext) {
        context = newContext;
        KeyValueStore<String, byte[]> state = newContext.getStateStore(RootTopology.STATE_STORE);
        RootTask opened = new RootTask(settings, new StreamsState(state), formats, new Forwarding(newContext));
        task = opened;
        local.opened(newContext.taskId().partition(), opened);
        newContext.schedule(NUDGE, PunctuationType.WALL_CLOCK_TIME, now -> nudge());
    }

    @Override
    public void process(Record<String, byte[]> record) {
        Objects.requireNonNull(task).accept(record.value());
        evaluate();
    }

    private void nudge() {
        if (mayHaveMore) {
            evaluate();
        }
    }

    private void evaluate() {
        RootTask root = Objects.requireNonNull(task);
        metrics.rootInstants().record(() -> {
            mayHaveMore = budget.run(instants -> {
                int evaluated = root.advance(instants);
                if (evaluated > 0) {
                    Objects.requireNonNull(context).commit();
                }
                return evaluated == instants;
            });
        });
    }

    @Override
    public void close() {
        if (task != null && context != null) {
            local.closed(context.taskId().partition(), task);
        }
    }

    private final class Forwarding implements RootOutput {

        private final ProcessorContext<String, Object> out;

        Forwarding(ProcessorContext<String, Object> out) {
            this.out = out;
        }

        @Override
        public void transition(AlertTransition transition) {
            metrics.transition(transition.getState().name());
            out.forward(
                    new Record<>(transition.getFingerprint(), transition, time(transition.getAt())),
                    RootTopology.ALERTS_SINK);
        }

        @Override
        public void command(Command command) {
            metrics.command(command);
            out.forward(new Record<>(command.getTarget(), command, time(command.getAt())), RootTopology.COMMANDS_SINK);
        }

        @Override
        public void recorded(String rule, MetricFrame frame) {
            out.forward(new Record<>(rule, frame, time(frame.timestamp())), RootTopology.RECORDED_SINK);
        }

        /** Kafka takes no time before the epoch. */
        private static long time(long millis) {
            return Math.max(0, millis);
        }
    }
}
