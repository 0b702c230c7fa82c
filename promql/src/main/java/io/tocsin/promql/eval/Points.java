package io.tocsin.promql.eval;

import io.tocsin.promql.series.Samples;
import io.tocsin.schemas.labels.Labels;
import java.util.Arrays;
import java.util.BitSet;

/**
 * A series while it is evaluated: a value a step, {@link #ABSENT} where it has none. Owned by whoever holds it: operations
 * work in place. The staleness marker is never a value, so it can stand for absence without a second column.
 */
record Points(Labels labels, boolean nameDropped, double[] values) {

    static final double ABSENT = Samples.staleMarker();

    static Points blank(Labels labels, boolean nameDropped, int steps) {
        double[] values = new double[steps];
        Arrays.fill(values, ABSENT);
        return new Points(labels, nameDropped, values);
    }

    static boolean absent(double value) {
        return Samples.isStale(value);
    }

    boolean has(int step) {
        return !absent(values[step]);
    }

    boolean isEmpty() {
        for (double value : values) {
            if (!absent(value)) {
                return false;
            }
        }
        return true;
    }

    boolean overlaps(Points other) {
        for (int step = 0; step < values.length; step++) {
            if (has(step) && other.has(step)) {
                return true;
            }
        }
        return false;
    }

    Points withName(boolean dropped) {
        return dropped == nameDropped ? this : new Points(labels, dropped, values);
    }

    Points withLabels(Labels newLabels) {
        return new Points(newLabels, nameDropped, values);
    }

    Matrix.Row toRow() {
        BitSet present = new BitSet(values.length);
        for (int step = 0; step < values.length; step++) {
            if (has(step)) {
                present.set(step);
            }
        }
        return new Matrix.Row(labels, nameDropped, values, present);
    }
}
