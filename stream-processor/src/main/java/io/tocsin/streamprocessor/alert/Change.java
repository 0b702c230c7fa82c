package io.tocsin.streamprocessor.alert;

import io.tocsin.schemas.avro.TransitionReason;
import org.jspecify.annotations.Nullable;

/**
 * What became of one alert at one instant.
 *
 * @param before null if it was inactive
 * @param after null if it is inactive now
 */
public record Change(@Nullable ActiveAlert before, @Nullable ActiveAlert after, TransitionReason reason) {

    /** The alert as it was last seen active. */
    public ActiveAlert alert() {
        ActiveAlert last = after == null ? before : after;
        if (last == null) {
            throw new IllegalStateException("a change of nothing");
        }
        return last;
    }
}
