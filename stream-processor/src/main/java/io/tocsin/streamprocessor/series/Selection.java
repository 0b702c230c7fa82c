package io.tocsin.streamprocessor.series;

/**
 * The series that a selector finds, by labels in ascending order: a result that sums them up must not depend on the order
 * in which they came.
 *
 * @param epoch of the index
 * @param upTo the id before which all series have been looked at
 */
record Selection(int epoch, int upTo, Series[] series) {}
