package io.tocsin.collector.host;

import io.tocsin.collector.feed.SampleSink;
import io.tocsin.collector.feed.SampleSource;

/** {@code /proc/loadavg}: the mean number of runnable tasks over 1, 5 and 15 minutes. */
record LoadPart(Procfs proc) implements SampleSource {

    @Override
    public void collect(SampleSink sink) {
        String[] words = Procfs.words(proc.text("loadavg"));
        sink.add("node_load1", Double.parseDouble(words[0]));
        sink.add("node_load5", Double.parseDouble(words[1]));
        sink.add("node_load15", Double.parseDouble(words[2]));
    }
}
