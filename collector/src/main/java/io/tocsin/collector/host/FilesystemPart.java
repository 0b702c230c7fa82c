package io.tocsin.collector.host;

import io.tocsin.collector.feed.SampleSink;
import io.tocsin.collector.feed.SampleSource;
import io.tocsin.schemas.labels.Labels;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Size, free space and inodes of every mounted file system that is not a pseudo one. A file system may hang; so the
 * reading has a thread of its own, and while it hangs this part fails and the others go on.
 */
final class FilesystemPart implements SampleSource, AutoCloseable {

    private static final long PATIENCE_MILLIS = 1000;

    private final Procfs proc;
    private final StatVfs statVfs;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("tocsin-filesystems").daemon().factory());
    private @Nullable Future<List<Reading>> underWay;

    private record Reading(Labels labels, double value) {}

    FilesystemPart(Procfs proc, StatVfs statVfs) {
        this.proc = proc;
        this.statVfs = statVfs;
    }

    @Override
    public void collect(SampleSink sink) {
        Future<List<Reading>> reading = underWay == null ? thread.submit(this::readAll) : underWay;
        underWay = reading;
        for (Reading r : await(reading)) {
            sink.add(r.labels, r.value);
        }
    }

    private List<Reading> await(Future<List<Reading>> reading) {
        try {
            List<Reading> readings = reading.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            underWay = null;
            return readings;
        } catch (ExecutionException e) {
            underWay = null;
            throw new IllegalStateException("file systems cannot be read", e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("a file system does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private List<Reading> readAll() {
        // What process 1 sees is the host; a container without that right sees its own.
        List<String> lines = proc.lines(proc.has("1/mounts") ? "1/mounts" : "self/mounts");
        Map<String, Mount> byMountpoint = new LinkedHashMap<>();
        lines.stream()
                .flatMap(line -> Mount.parse(line).stream())
                .filter(mount -> !mount.isPseudo())
                .forEach(
                        // Of several mounts on one point only the last is to be seen.
                        mount -> byMountpoint.put(mount.mountpoint(), mount));
        List<Reading> readings = new ArrayList<>();
        byMountpoint.values().forEach(mount -> read(mount, readings));
        return readings;
    }

    private void read(Mount mount, List<Reading> into) {
        boolean ok = true;
        try {
            StatVfs.Usage usage = statVfs.usage(mount.mountpoint());
            add(into, "size_bytes", mount, usage.size());
            add(into, "free_bytes", mount, usage.free());
            add(into, "avail_bytes", mount, usage.available());
            add(into, "files", mount, usage.files());
            add(into, "files_free", mount, usage.filesFree());
        } catch (IllegalStateException e) {
            ok = false;
        }
        add(into, "readonly", mount, mount.readOnly() ? 1 : 0);
        add(into, "device_error", mount, ok ? 0 : 1);
    }

    private static void add(List<Reading> into, String what, Mount mount, double value) {
        Labels labels = Labels.of(
                Labels.METRIC_NAME,
                "node_filesystem_" + what,
                "device",
                mount.device(),
                "fstype",
                mount.fstype(),
                "mountpoint",
                mount.mountpoint());
        into.add(new Reading(labels, value));
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
