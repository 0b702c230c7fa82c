package io.tocsin.collector.intake;

/** Hashes, each once, at eight to twenty bytes each. Not thread-safe. */
final class LongSet {

    /** Most sources have few series, and there may be very many sources. */
    private static final int FIRST = 2;

    /** 0 marks a free place; the value 0 itself is kept aside. */
    private long[] places = new long[FIRST];

    private boolean hasZero;
    private int size;

    boolean contains(long value) {
        return value == 0 ? hasZero : places[place(places, value)] == value;
    }

    void add(long value) {
        if (value == 0) {
            size += hasZero ? 0 : 1;
            hasZero = true;
            return;
        }
        int place = place(places, value);
        if (places[place] == 0) {
            places[place] = value;
            size++;
            if (4 * size > 3 * places.length) {
                grow();
            }
        }
    }

    private void grow() {
        long[] larger = new long[2 * places.length];
        for (long value : places) {
            if (value != 0) {
                larger[place(larger, value)] = value;
            }
        }
        places = larger;
    }

    /** Where it is, or would be. */
    private static int place(long[] places, long value) {
        int mask = places.length - 1;
        int place = (int) value & mask;
        while (places[place] != 0 && places[place] != value) {
            place = (place + 1) & mask;
        }
        return place;
    }

    int size() {
        return size;
    }
}
