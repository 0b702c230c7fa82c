package io.tocsin.streamprocessor.topology;

import io.tocsin.schemas.config.KafkaConfig;
import io.tocsin.schemas.frame.FrameCodec;
import io.tocsin.schemas.topics.Topics;
import io.tocsin.streamprocessor.intake.MetricsIntake;
import io.tocsin.streamprocessor.intake.TopicReaders;
import io.tocsin.streamprocessor.leaf.LeafSettings;
import io.tocsin.streamprocessor.report.ReportCodec;
import io.tocsin.streamprocessor.root.RootSettings;
import io.tocsin.streamprocessor.root.RootTask;
import io.tocsin.streamprocessor.rules.RuleVersionParser;
import io.tocsin.streamprocessor.series.SeriesLimits;
import io.tocsin.streamprocessor.series.SeriesStore;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;

/**
 * The whole topology: leaves, one task a partition of the sources, and roots, one task a partition of the reports.
 *
 * @param restoreStart where the restore of the series begins
 */
public record PipelineTopology(
        Topics topics, Settings settings, LocalTasks local, PipelineMetrics metrics, RestoreStart restoreStart) {

    /** A part of a report is closed beyond this, well below the brokers' limit of 1 MiB a record. */
    private static final int REPORT_PART_BYTES = 512 << 10;

    /** What the core is told. */
    public record Settings(LeafSettings leaf, SeriesLimits limits) {}

    /** Of the Kafka Streams application; begins the names of its groups and internal topics. */
    public static String applicationId(KafkaConfig kafka) {
        return kafka.topicPrefix() + "stream-processor";
    }

    /** The topic behind the roots' state. */
    public static String rootChangelog(KafkaConfig kafka) {
        return applicationId(kafka) + "-" + RootTopology.STATE_STORE + "-changelog";
    }

    public Topology build(TopologyConfig config) {
        Topology topology = new Topology(config);
        RuleVersionParser parser = RuleVersionParser.standard();
        FrameCodec metricsCodec = new FrameCodec(topics.wire(), topics.metrics().name());
        LeafSettings leaf = settings.leaf();
        SeriesStoreBuilder series = new SeriesStoreBuilder(
                LeafTopology.SERIES_STORE,
                () -> new MetricsIntake(new SeriesStore(settings.limits()), metricsCodec, leaf.bounds()),
                restoreStart);
        TopicReaders readers = new TopicReaders(topics.wire());
        LeafTaskFactory factory = new LeafTaskFactory(leaf, parser, readers);
        SourceNames names = new SourceNames(topics);
        LeafTopology.addTo(
                topology,
                topics,
                series,
                () -> new LeafProcessor(names, factory, local, metrics, new ReportCodec(REPORT_PART_BYTES)));
        RootSettings root = new RootSettings(topics.metrics().partitions(), leaf.retention(), leaf.evalOptions());
        RootTask.Formats formats = new RootTask.Formats(
                parser, new FrameCodec(topics.wire(), topics.recorded().name()));
        RootTopology.addTo(topology, topics, () -> new RootProcessor(root, formats, local, metrics));
        return topology;
    }
}
