package io.tocsin.streamprocessor.series;

import org.jspecify.annotations.Nullable;

/**
 * Whose the samples of a column are.
 *
 * @param source that sent them
 * @param series of each sample of the frame; null where it was refused
 * @param samples the positions in the frame that belong to the column; null for all
 */
record Members(Source source, @Nullable Series[] series, int @Nullable [] samples) {

    int size() {
        return samples == null ? series.length : samples.length;
    }

    int sample(int index) {
        return samples == null ? index : samples[index];
    }

    @Nullable
    Series get(int index) {
        return series[sample(index)];
    }
}
