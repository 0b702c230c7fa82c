package io.tocsin.collector.host;

import io.tocsin.collector.feed.SampleSink;
import io.tocsin.collector.feed.SampleSource;

/** {@code /proc/sys/fs/file-nr}: open files of the whole machine, and how many there may be. */
record FileDescriptorPart(Procfs proc) implements SampleSource {

    @Override
    public void collect(SampleSink sink) {
        String[] words = Procfs.words(proc.text("sys/fs/file-nr"));
        double allocated = Double.parseDouble(words[0]);
        double maximum = Double.parseDouble(words[2]);
        sink.add("node_filefd_allocated", allocated);
        sink.add("node_filefd_maximum", maximum);
    }
}
