package io.tocsin.collector.host;

import io.tocsin.collector.feed.SampleSink;
import io.tocsin.collector.feed.SampleSource;
import io.tocsin.schemas.labels.Labels;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@code /proc/stat}: seconds by CPU and mode, and the kernel's own counters. */
final class CpuPart implements SampleSource {

    /** The unit of {@code /proc/stat} is 1/USER_HZ, which is 100 on every Linux. */
    private static final double USER_HZ = 100;

    private static final List<String> MODES =
            List.of("user", "nice", "system", "idle", "iowait", "irq", "softirq", "steal");

    private static final List<String> GUEST_MODES = List.of("user", "nice");

    private static final Map<String, String> COUNTERS = Map.of(
            "ctxt", "node_context_switches_total",
            "btime", "node_boot_time_seconds",
            "processes", "node_forks_total",
            "procs_running", "node_procs_running",
            "procs_blocked", "node_procs_blocked",
            "intr", "node_intr_total");

    private final Procfs proc;

    /** Idle and iowait are estimates that the kernel may take back a little; a counter must not fall for that. */
    private final Map<Labels, Double> highest = new HashMap<>();

    CpuPart(Procfs proc) {
        this.proc = proc;
    }

    @Override
    public void collect(SampleSink sink) {
        for (String line : proc.lines("stat")) {
            String[] words = Procfs.words(line);
            String name = words[0];
            if (name.startsWith("cpu") && name.length() > 3) {
                modes(sink, name.substring(3), words);
            } else if (COUNTERS.containsKey(name)) {
                sink.add(COUNTERS.get(name), Double.parseDouble(words[1]));
            }
        }
    }

    private void modes(SampleSink sink, String cpu, String[] words) {
        for (int i = 0; i < MODES.size() && i + 1 < words.length; i++) {
            add(sink, labels("node_cpu_seconds_total", cpu, MODES.get(i)), words[i + 1]);
        }
        for (int i = 0; i < GUEST_MODES.size() && i + 1 + MODES.size() < words.length; i++) {
            add(sink, labels("node_cpu_guest_seconds_total", cpu, GUEST_MODES.get(i)), words[i + 1 + MODES.size()]);
        }
    }

    private static Labels labels(String metric, String cpu, String mode) {
        return Labels.of(Labels.METRIC_NAME, metric, "cpu", cpu, "mode", mode);
    }

    /** A fall by more than three seconds is a CPU that was away and begins anew, as node_exporter has it. */
    private void add(SampleSink sink, Labels labels, String ticks) {
        double seconds = Double.parseDouble(ticks) / USER_HZ;
        double before = highest.getOrDefault(labels, 0.0);
        double shown = before - seconds > 3 ? seconds : Math.max(before, seconds);
        highest.put(labels, shown);
        sink.add(labels, shown);
    }
}
