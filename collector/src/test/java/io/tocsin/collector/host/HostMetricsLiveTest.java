package io.tocsin.collector.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The machine the tests run on. */
final class HostMetricsLiveTest {

    private static Map<String, Double> collect(HostMetrics host) {
        Map<String, Double> byName = new HashMap<>();
        host.collect((labels, value) -> byName.merge(labels.metricName(), value, Double::sum));
        return byName;
    }

    private static double cpuSeconds(Map<String, Double> samples) {
        return samples.getOrDefault("node_cpu_seconds_total", 0.0);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldShowWhatRulesForHostsAskFor_whenThisMachineIsRead() {
        try (HostMetrics host = HostMetrics.ofThisMachine(InstantSource.system())) {
            Map<String, Double> samples = collect(host);

            assertThat(samples)
                    .containsKeys(
                            "node_cpu_seconds_total",
                            "node_memory_MemTotal_bytes",
                            "node_memory_MemAvailable_bytes",
                            "node_load1",
                            "node_network_receive_bytes_total",
                            "node_boot_time_seconds",
                            "node_uname_info",
                            "node_time_seconds");
            assertThat(samples.get("node_memory_MemAvailable_bytes"))
                    .isPositive()
                    .isLessThan(samples.get("node_memory_MemTotal_bytes"));
            assertThat(samples.get("node_boot_time_seconds")).isLessThan(samples.get("node_time_seconds"));
            double before = cpuSeconds(samples);
            await().until(() -> cpuSeconds(collect(host)) > before);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldAgreeWithTheJdk_whenAFileSystemIsAskedForItsSize() {
        StatVfs.Usage usage = new StatVfs().usage("/proc/self/root");

        assertThat(usage.size()).isEqualTo((double) new File("/").getTotalSpace());
        assertThat(usage.free()).isGreaterThanOrEqualTo(usage.available());
        assertThat(usage.filesFree()).isLessThanOrEqualTo(usage.files());
    }

    @Test
    void shouldShowTheEssence_whenOshiIsAsked() {
        HostMetrics host = new HostMetrics(OshiHost.parts(InstantSource.system()), () -> {});

        Map<String, Double> samples = collect(host);

        assertThat(samples)
                .containsKeys(
                        "node_cpu_seconds_total",
                        "node_memory_MemTotal_bytes",
                        "node_memory_MemAvailable_bytes",
                        "node_boot_time_seconds",
                        "node_time_seconds");
        assertThat(samples.get("node_memory_MemAvailable_bytes")).isLessThan(samples.get("node_memory_MemTotal_bytes"));
        assertThat(samples.get("node_scrape_collector_success")).isEqualTo(7.0);
    }
}
