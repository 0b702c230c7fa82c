/**
 * The core every transport hands its samples to: validation, limits, grouping into frames, publishing and counting are
 * written once, here. A transport turns its wire format into {@link io.tocsin.collector.intake.Series} and a
 * {@link io.tocsin.collector.intake.SampleBatch} and turns the {@link io.tocsin.collector.intake.Outcome} into its
 * answer; it does nothing else.
 */
@NullMarked
package io.tocsin.collector.intake;

import org.jspecify.annotations.NullMarked;
