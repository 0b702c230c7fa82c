package io.tocsin.collector.host;

import io.tocsin.collector.feed.SampleSink;
import io.tocsin.collector.feed.SampleSource;
import java.util.List;

/** {@code /proc/net/dev}: two heading lines, then one line a device, eight columns for each direction. */
record NetworkPart(Procfs proc) implements SampleSource {

    private static final int HEADING = 2;

    private static final List<String> COLUMNS = List.of(
            "receive_bytes",
            "receive_packets",
            "receive_errs",
            "receive_drop",
            "receive_fifo",
            "receive_frame",
            "receive_compressed",
            "receive_multicast",
            "transmit_bytes",
            "transmit_packets",
            "transmit_errs",
            "transmit_drop",
            "transmit_fifo",
            "transmit_colls",
            "transmit_carrier",
            "transmit_compressed");

    @Override
    public void collect(SampleSink sink) {
        proc.lines("net/dev").stream().skip(HEADING).forEach(line -> device(sink, line));
    }

    private static void device(SampleSink sink, String line) {
        // An alias such as eth0:1 has a colon of its own; the columns begin after the last one.
        int colon = line.lastIndexOf(':');
        if (colon < 0) {
            return;
        }
        String device = line.substring(0, colon).strip();
        String[] words = Procfs.words(line.substring(colon + 1));
        for (int i = 0; i < COLUMNS.size() && i < words.length; i++) {
            sink.add("node_network_" + COLUMNS.get(i) + "_total", "device", device, Double.parseDouble(words[i]));
        }
    }
}
