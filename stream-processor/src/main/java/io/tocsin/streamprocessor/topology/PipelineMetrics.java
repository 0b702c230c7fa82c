package io.tocsin.streamprocessor.topology;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tocsin.schemas.avro.Command;
import io.tocsin.streamprocessor.intake.RefusalReason;
import io.tocsin.streamprocessor.time.SourceTopic;
import java.util.Locale;

/**
 * What the pipeline counts. For each source topic: received = accepted + refused by reason, and of events also
 * + repeated. Worth an alert: any refusal, a watermark lag beyond the slowest group's offset, lateness beyond a group's
 * offset.
 */
public final class PipelineMetrics {

    private static final String TOPIC = "topic";

    private final MeterRegistry registry;
    private final Timer leafSlices;
    private final Timer rootInstants;

    public PipelineMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.leafSlices = registry.timer("tocsin.leaf.slice");
        this.rootInstants = registry.timer("tocsin.root.evaluation");
    }

    void refused(SourceTopic topic, RefusalReason reason) {
        registry.counter("tocsin.dead.letters", TOPIC, label(topic), "reason", reason.label())
                .increment();
    }

    void accepted(SourceTopic topic, int samples) {
        registry.counter("tocsin.accepted.samples", TOPIC, label(topic)).increment(samples);
    }

    void repeated(SourceTopic topic) {
        registry.counter("tocsin.repeated.events", TOPIC, label(topic)).increment();
    }

    /** By the first part of the source's key, the job, so that the number of series stays small. */
    void late(SourceTopic topic, String source, long latenessMillis) {
        int slash = source.indexOf('/');
        String job = slash < 0 ? source : source.substring(0, slash);
        DistributionSummary.builder("tocsin.late.seconds")
                .tags(TOPIC, label(topic), "job", job)
                .register(registry)
                .record(latenessMillis / 1000.0);
    }

    Timer leafSlices() {
        return leafSlices;
    }

    Timer rootInstants() {
        return rootInstants;
    }

    void transition(String state) {
        registry.counter("tocsin.alert.transitions", "state", state.toLowerCase(Locale.ROOT))
                .increment();
    }

    /** What became of it: given, dry_run, or why it was suppressed. */
    void command(Command command) {
        String outcome = command.getSuppressed() != null
                ? command.getSuppressed().name()
                : command.getDryRun() ? "DRY_RUN" : "GIVEN";
        registry.counter("tocsin.commands", "outcome", outcome.toLowerCase(Locale.ROOT))
                .increment();
    }

    private static String label(SourceTopic topic) {
        return topic.name().toLowerCase(Locale.ROOT);
    }
}
