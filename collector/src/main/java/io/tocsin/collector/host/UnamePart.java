package io.tocsin.collector.host;

import io.tocsin.collector.feed.SampleSink;
import io.tocsin.collector.feed.SampleSource;
import io.tocsin.schemas.labels.Labels;

/** {@code /proc/sys/kernel}: what {@code uname} prints, as the labels of a constant 1. */
record UnamePart(Procfs proc) implements SampleSource {

    @Override
    public void collect(SampleSink sink) {
        Labels labels = Labels.builder()
                .set(Labels.METRIC_NAME, "node_uname_info")
                .set("sysname", kernel("ostype"))
                .set("release", kernel("osrelease"))
                .set("version", kernel("version"))
                .set("nodename", kernel("hostname"))
                .set("domainname", kernel("domainname"))
                .set("machine", machine())
                .build();
        sink.add(labels, 1);
    }

    private String kernel(String file) {
        return proc.text("sys/kernel/" + file).strip();
    }

    private static String machine() {
        String arch = System.getProperty("os.arch", "");
        return arch.equals("amd64") ? "x86_64" : arch;
    }
}
