package io.tocsin.streamprocessor.root;

import io.tocsin.schemas.avro.AlertTransition;
import io.tocsin.schemas.avro.Command;
import io.tocsin.schemas.frame.MetricFrame;

/** Where a root's results go. */
public interface RootOutput {

    void transition(AlertTransition transition);

    /** What another system is asked to do, or would have been asked. */
    void command(Command command);

    /** What a rule recorded at one instant, staleness markers included. */
    void recorded(String rule, MetricFrame frame);
}
