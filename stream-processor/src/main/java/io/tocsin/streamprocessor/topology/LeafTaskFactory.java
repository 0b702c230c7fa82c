package io.tocsin.streamprocessor.topology;

import io.tocsin.streamprocessor.intake.Intake;
import io.tocsin.streamprocessor.intake.MetricsIntake;
import io.tocsin.streamprocessor.intake.TopicReaders;
import io.tocsin.streamprocessor.leaf.LeafOutput;
import io.tocsin.streamprocessor.leaf.LeafSettings;
import io.tocsin.streamprocessor.leaf.LeafTask;
import io.tocsin.streamprocessor.rules.RuleVersionParser;
import io.tocsin.streamprocessor.state.KeyedState;

/** What all leaf tasks have in common. */
record LeafTaskFactory(LeafSettings settings, RuleVersionParser parser, TopicReaders readers) {

    LeafTask create(int partition, MetricsIntake metrics, KeyedState state, LeafOutput output, Intake intake) {
        return new LeafTask(partition, settings, parser, new LeafTask.Parts(metrics, state, readers, output, intake));
    }
}
