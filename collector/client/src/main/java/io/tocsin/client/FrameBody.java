package io.tocsin.client;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The Avro bodies of frames: a table of strings, each series as references into it, the values as one column. What a
 * frame has besides samples (offsets, types, help, units, starts, native histograms) stays empty.
 */
final class FrameBody {

    /** Frames stay well below the brokers' usual limit of 1 MiB a record. */
    static final int MAX_SAMPLES = 1_000;

    private static final int MAX_LABEL_CHARS = 256 * 1024;

    /** Of the columns behind the values. */
    private static final int EMPTY_COLUMNS = 6;

    private final Map<String, Integer> symbols = new HashMap<>();
    private final List<String> symbolsInOrder = new ArrayList<>();
    private final List<Integer> refs = new ArrayList<>();
    private final List<Integer> ends = new ArrayList<>();
    private final List<Double> values = new ArrayList<>();
    private int labelChars;

    private FrameBody() {}

    /** One body or, where there is too much for one record, several. The same series make the same cuts. */
    static List<byte[]> of(MetricFrame frame) {
        List<byte[]> bodies = new ArrayList<>(1);
        long at = frame.at().toEpochMilli();
        FrameBody body = new FrameBody();
        for (Map.Entry<Series, Double> sample : frame.samples().entrySet()) {
            if (!body.hasRoomFor(sample.getKey())) {
                bodies.add(body.encode(at));
                body = new FrameBody();
            }
            body.add(sample.getKey(), sample.getValue());
        }
        if (!body.values.isEmpty()) {
            bodies.add(body.encode(at));
        }
        return bodies;
    }

    private boolean hasRoomFor(Series series) {
        return values.isEmpty()
                || (values.size() < MAX_SAMPLES && labelChars + chars(series.pairs()) <= MAX_LABEL_CHARS);
    }

    private static int chars(String[] pairs) {
        int chars = 0;
        for (String text : pairs) {
            chars += text.length();
        }
        return chars;
    }

    private void add(Series series, double value) {
        for (String text : series.pairs()) {
            refs.add(symbol(text));
        }
        labelChars += chars(series.pairs());
        ends.add(refs.size());
        values.add(value);
    }

    private int symbol(String text) {
        Integer known = symbols.putIfAbsent(text, symbolsInOrder.size());
        if (known != null) {
            return known;
        }
        symbolsInOrder.add(text);
        return symbolsInOrder.size() - 1;
    }

    private byte[] encode(long atMillis) {
        AvroOutput out = new AvroOutput().number(atMillis);
        out.beginBlock(symbolsInOrder.size());
        symbolsInOrder.forEach(out::text);
        out.endBlocks().beginBlock(refs.size());
        refs.forEach(out::number);
        out.endBlocks().beginBlock(ends.size());
        ends.forEach(out::number);
        out.endBlocks().beginBlock(values.size());
        values.forEach(out::real);
        out.endBlocks();
        for (int i = 0; i < EMPTY_COLUMNS; i++) {
            out.endBlocks();
        }
        return out.toBytes();
    }
}
