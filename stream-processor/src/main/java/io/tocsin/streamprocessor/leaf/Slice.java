package io.tocsin.streamprocessor.leaf;

import io.tocsin.streamprocessor.rules.RuleVersion;
import java.util.List;

/**
 * A run of instants that one range evaluation serves: throughout it the same rule versions are visible, and no late
 * record becomes visible within.
 *
 * @param from exclusive: the last instant of the slice before
 * @param through inclusive
 * @param versions evaluated at every instant of the slice that is on their grid; may be empty
 */
record Slice(long from, long through, List<RuleVersion> versions) {}
