package io.tocsin.promql.eval;

import io.tocsin.promql.ast.AggregateOp;
import java.util.Arrays;

/**
 * The aggregations whose partial results can be merged, working on {@code components[component][step]}. Component 0 is a
 * staleness marker where nothing was aggregated yet. Sums carry Neumaier's compensation, so that merging partial sums gives
 * what adding up the whole gives.
 */
public enum Mergeable {
    SUM(2) {
        @Override
        void add(double[][] c, int step, double value) {
            Neumaier.add(c, step, value);
        }

        @Override
        void mergePresent(double[][] c, double[][] other, int step) {
            Neumaier.add(c, step, other[0][step]);
            Neumaier.add(c, step, other[1][step]);
        }

        @Override
        public double value(double[][] c, int step) {
            return c[0][step] + c[1][step];
        }
    },
    /** Sum, compensation, count, and the power of two the sum was divided by once it would overflow. */
    AVG(4) {
        @Override
        void add(double[][] c, int step, double value) {
            Average.add(c, step, value);
        }

        @Override
        void mergePresent(double[][] c, double[][] other, int step) {
            Average.merge(c, other, step);
        }

        @Override
        public double value(double[][] c, int step) {
            return Average.value(c, step);
        }
    },
    COUNT(1) {
        @Override
        void add(double[][] c, int step, double value) {
            c[0][step]++;
        }

        @Override
        void mergePresent(double[][] c, double[][] other, int step) {
            c[0][step] += other[0][step];
        }
    },
    MIN(1) {
        @Override
        void add(double[][] c, int step, double value) {
            if (value < c[0][step] || Double.isNaN(c[0][step])) {
                c[0][step] = value;
            }
        }
    },
    MAX(1) {
        @Override
        void add(double[][] c, int step, double value) {
            if (value > c[0][step] || Double.isNaN(c[0][step])) {
                c[0][step] = value;
            }
        }
    },
    GROUP(1) {
        @Override
        void add(double[][] c, int step, double value) {
            c[0][step] = 1;
        }
    };

    private final int components;

    Mergeable(int components) {
        this.components = components;
    }

    /** @throws IllegalArgumentException if the operator is not mergeable */
    public static Mergeable of(AggregateOp op) {
        return switch (op) {
            case SUM -> SUM;
            case AVG -> AVG;
            case COUNT -> COUNT;
            case MIN -> MIN;
            case MAX -> MAX;
            case GROUP -> GROUP;
            case STDDEV, STDVAR, TOPK, BOTTOMK, COUNT_VALUES, QUANTILE, LIMITK, LIMIT_RATIO ->
                throw new IllegalArgumentException(op + " has no mergeable partial form");
        };
    }

    public int components() {
        return components;
    }

    public double[][] blank(int steps) {
        double[][] c = new double[components][steps];
        Arrays.fill(c[0], Points.ABSENT);
        return c;
    }

    /** Adds one series' values. */
    void addAll(double[][] c, double[] values) {
        for (int step = 0; step < values.length; step++) {
            if (!Points.absent(values[step])) {
                addOne(c, step, values[step]);
            }
        }
    }

    void addOne(double[][] c, int step, double value) {
        open(c, step, value);
        add(c, step, value);
    }

    /** Adds what another partition has at this step; it must have something. */
    public void merge(double[][] c, double[][] other, int step) {
        if (Points.absent(c[0][step])) {
            for (int component = 0; component < components; component++) {
                c[component][step] = other[component][step];
            }
        } else {
            mergePresent(c, other, step);
        }
    }

    private void open(double[][] c, int step, double value) {
        if (Points.absent(c[0][step])) {
            c[0][step] = this == MIN || this == MAX ? value : 0;
        }
    }

    abstract void add(double[][] c, int step, double value);

    void mergePresent(double[][] c, double[][] other, int step) {
        add(c, step, other[0][step]);
    }

    /** The aggregate; meaningless where {@code components[0]} is absent. */
    public double value(double[][] c, int step) {
        return c[0][step];
    }
}
