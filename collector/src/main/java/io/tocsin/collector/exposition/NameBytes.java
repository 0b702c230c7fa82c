package io.tocsin.collector.exposition;

/** The bytes a name may consist of where it stands without quotes. */
final class NameBytes {

    private static final int IN_LABEL = 1;
    private static final int STARTS_LABEL = 2;
    private static final int IN_METRIC = 4;
    private static final int STARTS_METRIC = 8;

    private static final byte[] CLASSES = classes();

    private NameBytes() {}

    private static byte[] classes() {
        byte[] classes = new byte[256];
        for (int c = 'a'; c <= 'z'; c++) {
            classes[c] = IN_LABEL | STARTS_LABEL | IN_METRIC | STARTS_METRIC;
            classes[c - 'a' + 'A'] = classes[c];
        }
        classes['_'] = classes['a'];
        for (int c = '0'; c <= '9'; c++) {
            classes[c] = IN_LABEL | IN_METRIC;
        }
        classes[':'] = IN_METRIC | STARTS_METRIC;
        return classes;
    }

    static boolean startsMetric(byte b) {
        return (CLASSES[b & 0xff] & STARTS_METRIC) != 0;
    }

    /** @return where the metric name ends that starts at {@code from}; {@code from} itself if there is none */
    static int metricEnd(Body body, int from) {
        return end(body, from, STARTS_METRIC, IN_METRIC);
    }

    /** @return where the label name ends that starts at {@code from}; {@code from} itself if there is none */
    static int labelEnd(Body body, int from) {
        return end(body, from, STARTS_LABEL, IN_LABEL);
    }

    private static int end(Body body, int from, int starts, int continues) {
        byte[] bytes = body.bytes();
        int end = body.end();
        int i = from;
        if (i < end && (CLASSES[bytes[i] & 0xff] & starts) != 0) {
            i++;
            while (i < end && (CLASSES[bytes[i] & 0xff] & continues) != 0) {
                i++;
            }
        }
        return i;
    }
}
