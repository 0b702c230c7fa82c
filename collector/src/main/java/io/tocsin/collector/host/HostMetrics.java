package io.tocsin.collector.host;

import io.tocsin.collector.feed.SampleSink;
import io.tocsin.collector.feed.SampleSource;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All parts of the host. A part that fails is left out of this reading and shown by
 * {@code node_scrape_collector_success}, as node_exporter does; the others are not touched by it.
 */
public final class HostMetrics implements SampleSource, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HostMetrics.class);

    private final Map<String, SampleSource> parts;
    private final Map<String, Boolean> failing = new LinkedHashMap<>();
    private final Runnable resources;

    HostMetrics(Map<String, SampleSource> parts, Runnable resources) {
        this.parts = parts;
        this.resources = resources;
    }

    /** For the system this JVM runs on. */
    public static HostMetrics ofThisMachine(InstantSource clock) {
        boolean linux =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux");
        return linux ? linux(Path.of("/proc"), clock) : new HostMetrics(OshiHost.parts(clock), () -> {});
    }

    /** @param proc where procfs is mounted */
    static HostMetrics linux(Path proc, InstantSource clock) {
        Procfs procfs = new Procfs(proc);
        FilesystemPart filesystems = new FilesystemPart(procfs, new StatVfs());
        Map<String, SampleSource> parts = new LinkedHashMap<>();
        parts.put("cpu", new CpuPart(procfs));
        parts.put("meminfo", new MemoryPart(procfs));
        parts.put("loadavg", new LoadPart(procfs));
        parts.put("filesystem", filesystems);
        parts.put("netdev", new NetworkPart(procfs));
        parts.put("diskstats", new DiskPart(procfs));
        parts.put("filefd", new FileDescriptorPart(procfs));
        parts.put("uname", new UnamePart(procfs));
        parts.put("time", sink -> sink.add("node_time_seconds", clock.millis() / 1e3));
        return new HostMetrics(parts, filesystems::close);
    }

    @Override
    public void collect(SampleSink sink) {
        parts.forEach((name, part) -> {
            boolean ok = read(name, part, sink);
            sink.add("node_scrape_collector_success", "collector", name, ok ? 1 : 0);
        });
    }

    private boolean read(String name, SampleSource part, SampleSink sink) {
        try {
            part.collect(sink);
            failing.put(name, false);
            return true;
        } catch (RuntimeException e) {
            if (!Boolean.TRUE.equals(failing.put(name, true))) {
                LOG.warn("Host metrics: part {} cannot be read: {}", name, e.toString());
            }
            return false;
        }
    }

    @Override
    public void close() {
        resources.run();
    }
}
