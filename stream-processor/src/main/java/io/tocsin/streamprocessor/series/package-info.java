/** The series of one partition: see {@link io.tocsin.streamprocessor.series.SeriesStore}. */
@NullMarked
package io.tocsin.streamprocessor.series;

import org.jspecify.annotations.NullMarked;
