package io.tocsin.collector.host;

import io.tocsin.collector.feed.SampleSink;
import io.tocsin.collector.feed.SampleSource;

/** {@code /proc/meminfo}, every line: {@code Active(anon): 12 kB} is {@code node_memory_Active_anon_bytes 12288}. */
record MemoryPart(Procfs proc) implements SampleSource {

    private static final int BYTES_A_KIB = 1024;

    @Override
    public void collect(SampleSink sink) {
        for (String line : proc.lines("meminfo")) {
            String[] words = Procfs.words(line);
            if (words.length < 2) {
                continue;
            }
            String name = words[0].replace(":", "").replace('(', '_').replace(")", "");
            double value = Double.parseDouble(words[1]);
            if (words.length == 2) {
                sink.add("node_memory_" + name, value);
            } else {
                sink.add("node_memory_" + name + "_bytes", value * BYTES_A_KIB);
            }
        }
    }
}
