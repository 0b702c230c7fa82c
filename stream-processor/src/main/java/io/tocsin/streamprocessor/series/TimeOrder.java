package io.tocsin.streamprocessor.series;

/** Sorts positions by time; equal times keep their order, which is that of the log. */
final class TimeOrder {

    private TimeOrder() {}

    /** @return the positions {@code 0..n-1} in ascending order of their times */
    static int[] of(long[] times, int n) {
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            order[i] = i;
        }
        int[] from = order;
        int[] to = new int[n];
        for (int width = 1; width < n; width *= 2) {
            for (int lo = 0; lo < n; lo += 2 * width) {
                merge(times, from, to, lo, Math.min(lo + width, n), Math.min(lo + 2 * width, n));
            }
            int[] swap = from;
            from = to;
            to = swap;
        }
        return from;
    }

    private static void merge(long[] times, int[] from, int[] to, int lo, int mid, int hi) {
        // What is almost sorted, as time usually is, costs little more than a copy.
        if (mid >= hi || times[from[mid - 1]] <= times[from[mid]]) {
            System.arraycopy(from, lo, to, lo, hi - lo);
            return;
        }
        int left = lo;
        int right = mid;
        for (int i = lo; i < hi; i++) {
            boolean takeLeft = right >= hi || (left < mid && times[from[left]] <= times[from[right]]);
            to[i] = takeLeft ? from[left++] : from[right++];
        }
    }
}
