package io.tocsin.streamprocessor.series;

import java.util.Arrays;

/** Ascending ids. */
final class IntList {

    private int[] ids;
    private int size;

    IntList(int capacity) {
        ids = new int[capacity];
    }

    int size() {
        return size;
    }

    int get(int index) {
        return ids[index];
    }

    /** @param id greater than all before */
    void add(int id) {
        if (size == ids.length) {
            ids = Arrays.copyOf(ids, size + (size >> 1) + 1);
        }
        ids[size++] = id;
    }

    /** @return what both have; the shorter list is looked up in the longer one */
    IntList intersect(IntList other) {
        IntList few = size <= other.size ? this : other;
        IntList many = few == this ? other : this;
        IntList both = new IntList(few.size);
        int from = 0;
        for (int i = 0; i < few.size && from < many.size; i++) {
            int at = Arrays.binarySearch(many.ids, from, many.size, few.ids[i]);
            from = at >= 0 ? at + 1 : -at - 1;
            if (at >= 0) {
                both.add(few.ids[i]);
            }
        }
        return both;
    }
}
