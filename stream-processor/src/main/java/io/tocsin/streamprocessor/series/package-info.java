/**
 * The series of one partition: see {@link io.tocsin.streamprocessor.series.SeriesStore}.
 *
 * <h2>How samples lie</h2>
 *
 * <p>Series that are sampled together are the rows of a <i>stripe</i>; a frame is a column. A column has a timestamp and a
 * horizon (the greatest tick before it), once for all its rows, and columns stand in log order, so that "visible" and
 * "the last in the log wins" are decided by position alone. A series lives in one stripe at a time; when it moves, what
 * the earlier stripe holds of it is earlier in the log. An <i>open block</i> has raw columns ({@code double[]}, absence
 * is a NaN of its own); after 120 columns, two hours, or when too many of its rows stay empty it becomes a <i>closed
 * block</i>.
 *
 * <h2>A closed block</h2>
 *
 * <p>The times as second differences (zigzag varints) when there are few rows, as they are when there are many; then
 * the rows, each readable alone. A row without samples takes no byte. Else it is, in this order:
 *
 * <ol>
 *   <li>a byte of flags, {@link io.tocsin.streamprocessor.series.RowForm};
 *   <li>a byte with the decimal scale, or with how far bits are shifted, unless zero;
 *   <li>which cells are present: nothing if all are, else run lengths or a bitmap, whichever is shorter;
 *   <li>the samples that stand apart, as position and kind: staleness markers, and what is no decimal among decimals;
 *   <li>if less than half of the samples differ from the one before: a bitmap of those that do, and only these follow;
 *   <li>the numbers: mantissas of the decimals {@code m / 10^scale} if that gives back every bit, else the bits of the
 *       doubles without the zeros all of them end in; as they are or as first number and differences, whichever is
 *       shorter; in groups of 32, each with a width in bits, a minimum, and the distances from the minimum.
 * </ol>
 *
 * <p>Nothing of this is written to disk or sent: the format may change from version to version.
 */
@NullMarked
package io.tocsin.streamprocessor.series;

import org.jspecify.annotations.NullMarked;
