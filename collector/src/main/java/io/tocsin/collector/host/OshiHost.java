package io.tocsin.collector.host;

import io.tocsin.collector.feed.SampleSink;
import io.tocsin.collector.feed.SampleSource;
import io.tocsin.schemas.labels.Labels;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import oshi.SystemInfo;
import oshi.hardware.CentralProcessor;
import oshi.hardware.CentralProcessor.TickType;
import oshi.hardware.GlobalMemory;
import oshi.hardware.NetworkIF;
import oshi.software.os.OSFileStore;
import oshi.software.os.OperatingSystem;

/** Systems without procfs, by OSHI: the metrics that alert rules for hosts ask for, under Linux' names. */
final class OshiHost {

    private static final double MILLIS = 1e-3;

    private static final Map<TickType, String> MODES = Map.of(
            TickType.USER, "user",
            TickType.NICE, "nice",
            TickType.SYSTEM, "system",
            TickType.IDLE, "idle",
            TickType.IOWAIT, "iowait",
            TickType.IRQ, "irq",
            TickType.SOFTIRQ, "softirq",
            TickType.STEAL, "steal");

    private OshiHost() {}

    static Map<String, SampleSource> parts(InstantSource clock) {
        SystemInfo system = new SystemInfo();
        OperatingSystem os = system.getOperatingSystem();
        CentralProcessor processor = system.getHardware().getProcessor();
        GlobalMemory memory = system.getHardware().getMemory();
        List<NetworkIF> networks = system.getHardware().getNetworkIFs();
        Map<String, SampleSource> parts = new LinkedHashMap<>();
        parts.put("cpu", sink -> cpu(sink, processor));
        parts.put("meminfo", sink -> memory(sink, memory));
        parts.put("loadavg", sink -> load(sink, processor));
        parts.put("filesystem", sink -> os.getFileSystem().getFileStores(true).forEach(s -> store(sink, s)));
        parts.put("netdev", sink -> networks.forEach(network -> network(sink, network)));
        parts.put("boottime", sink -> sink.add("node_boot_time_seconds", (double) os.getSystemBootTime()));
        parts.put("time", sink -> sink.add("node_time_seconds", clock.millis() * MILLIS));
        return parts;
    }

    private static void cpu(SampleSink sink, CentralProcessor processor) {
        long[][] ticks = processor.getProcessorCpuLoadTicks();
        for (int cpu = 0; cpu < ticks.length; cpu++) {
            for (TickType type : TickType.values()) {
                Labels labels = Labels.of(
                        Labels.METRIC_NAME,
                        "node_cpu_seconds_total",
                        "cpu",
                        Integer.toString(cpu),
                        "mode",
                        MODES.getOrDefault(type, ""));
                sink.add(labels, ticks[cpu][type.getIndex()] * MILLIS);
            }
        }
    }

    private static void memory(SampleSink sink, GlobalMemory memory) {
        long swapTotal = memory.getVirtualMemory().getSwapTotal();
        sink.add("node_memory_MemTotal_bytes", (double) memory.getTotal());
        sink.add("node_memory_MemAvailable_bytes", (double) memory.getAvailable());
        sink.add("node_memory_SwapTotal_bytes", (double) swapTotal);
        sink.add("node_memory_SwapFree_bytes", (double)
                (swapTotal - memory.getVirtualMemory().getSwapUsed()));
    }

    private static void load(SampleSink sink, CentralProcessor processor) {
        double[] load = processor.getSystemLoadAverage(3);
        // Negative where the system knows no load, Windows for one.
        if (load[0] >= 0) {
            sink.add("node_load1", load[0]);
            sink.add("node_load5", load[1]);
            sink.add("node_load15", load[2]);
        }
    }

    private static void store(SampleSink sink, OSFileStore store) {
        store(sink, store, "size_bytes", store.getTotalSpace());
        store(sink, store, "free_bytes", store.getFreeSpace());
        store(sink, store, "avail_bytes", store.getUsableSpace());
        store(sink, store, "files", store.getTotalInodes());
        store(sink, store, "files_free", store.getFreeInodes());
    }

    private static void store(SampleSink sink, OSFileStore store, String what, long value) {
        Labels labels = Labels.builder()
                .set(Labels.METRIC_NAME, "node_filesystem_" + what)
                .set("device", store.getVolume())
                .set("fstype", store.getType())
                .set("mountpoint", store.getMount())
                .build();
        sink.add(labels, (double) value);
    }

    private static void network(SampleSink sink, NetworkIF network) {
        network.updateAttributes();
        network(sink, network, "receive_bytes", network.getBytesRecv());
        network(sink, network, "receive_packets", network.getPacketsRecv());
        network(sink, network, "receive_errs", network.getInErrors());
        network(sink, network, "receive_drop", network.getInDrops());
        network(sink, network, "transmit_bytes", network.getBytesSent());
        network(sink, network, "transmit_packets", network.getPacketsSent());
        network(sink, network, "transmit_errs", network.getOutErrors());
    }

    private static void network(SampleSink sink, NetworkIF network, String what, long value) {
        sink.add("node_network_" + what + "_total", "device", network.getName(), (double) value);
    }
}
