package io.tocsin.streamprocessor.intake;

import io.tocsin.schemas.frame.MetricFrame;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Frames that wait outside the store for the tick that judges them, in log order. */
final class HeldFrames {

    private static final int FULL_BYTES = 32 << 20;

    private List<Held> frames = new ArrayList<>();
    private final Set<String> keys = new HashSet<>();
    private long bytes;

    record Held(String key, MetricFrame frame, SourceRecord record) {}

    void add(Held frame) {
        frames.add(frame);
        keys.add(frame.key());
        bytes += frame.record().bytes();
    }

    boolean holds(String key) {
        return keys.contains(key);
    }

    boolean isFull() {
        return bytes > FULL_BYTES;
    }

    /** All of them, in log order; none is held any more. */
    List<Held> release() {
        if (frames.isEmpty()) {
            return List.of();
        }
        List<Held> released = frames;
        frames = new ArrayList<>();
        keys.clear();
        bytes = 0;
        return released;
    }
}
