package io.tocsin.promql.eval;

/**
 * The instants of an evaluation: {@code start}, {@code start + step}, … up to and including {@code end}, all in
 * milliseconds since the epoch. A single instant has {@code start == end} and any positive step.
 */
public record Grid(long startMillis, long endMillis, long stepMillis) {

    public Grid {
        if (stepMillis <= 0 || endMillis < startMillis) {
            throw new IllegalArgumentException(
                    "no grid: start " + startMillis + ", end " + endMillis + ", step " + stepMillis);
        }
    }

    public static Grid instant(long millis) {
        return new Grid(millis, millis, 1);
    }

    public int size() {
        return Math.toIntExact((endMillis - startMillis) / stepMillis + 1);
    }

    public long at(int step) {
        return startMillis + step * stepMillis;
    }

    /** @return the step that stands at {@code millis}, or -1 */
    public int indexOf(long millis) {
        long distance = millis - startMillis;
        return distance < 0 || millis > endMillis || distance % stepMillis != 0 ? -1 : (int) (distance / stepMillis);
    }
}
