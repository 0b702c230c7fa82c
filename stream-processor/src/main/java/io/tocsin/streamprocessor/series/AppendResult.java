package io.tocsin.streamprocessor.series;

import java.util.List;

/**
 * What became of a frame: {@code accepted + refusedSamples} is its size.
 *
 * @param accepted samples that are in the store now
 * @param refusedSamples samples that are not, because their series is beyond a limit
 * @param refused those series, each once, in the order of the frame
 */
public record AppendResult(int accepted, int refusedSamples, List<RefusedSeries> refused) {

    public AppendResult {
        refused = List.copyOf(refused);
    }

    static AppendResult accepted(int samples) {
        return new AppendResult(samples, 0, List.of());
    }
}
