package io.tocsin.streamprocessor.root;

import io.tocsin.promql.eval.EvalOptions;
import java.time.Duration;

/**
 * What a root is told from outside. None of it may differ between the instances of one log.
 *
 * @param partitions how many leaf tasks report
 * @param retention recorded series are kept for so long, or for as long as a rule looks back
 */
public record RootSettings(int partitions, Duration retention, EvalOptions evalOptions) {}
