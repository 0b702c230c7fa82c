package io.tocsin.collector.remotewrite;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * A series by the ids of its strings: those of its labels and of what is said about it. One that is being filled is for
 * looking up only; {@link #lasting} makes one to keep.
 */
final class SeriesIds {

    private static final long MULTIPLIER = 0x9e3779b97f4a7c15L;

    /** Differs from process to process, as the ids themselves can be foreseen. */
    private static final long SEED = RandomGenerator.getDefault().nextLong();

    private long[] ids;
    private int size;
    private long hash = SEED;

    private SeriesIds(long[] ids) {
        this.ids = ids;
    }

    /** To be filled with {@link #add}. */
    static SeriesIds probe() {
        return new SeriesIds(new long[64]);
    }

    void clear() {
        size = 0;
        hash = SEED;
    }

    void add(long id) {
        if (size == ids.length) {
            ids = Arrays.copyOf(ids, 2 * size);
        }
        ids[size++] = id;
        long product = (hash ^ id) * MULTIPLIER;
        hash = product ^ (product >>> 29);
    }

    SeriesIds lasting() {
        SeriesIds lasting = new SeriesIds(Arrays.copyOf(ids, size));
        lasting.size = size;
        lasting.hash = hash;
        return lasting;
    }

    int size() {
        return size;
    }

    @Override
    public int hashCode() {
        return (int) (hash >>> 32) ^ (int) hash;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SeriesIds that
                && hash == that.hash
                && Arrays.equals(ids, 0, size, that.ids, 0, that.size);
    }
}
