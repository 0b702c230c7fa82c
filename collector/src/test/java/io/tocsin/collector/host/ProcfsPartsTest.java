package io.tocsin.collector.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.collector.feed.SampleSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProcfsPartsTest {

    @TempDir
    private Path root;

    private Procfs write(String file, String text) {
        try {
            Path path = root.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
            return new Procfs(root);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Double> collect(SampleSource part) {
        Map<String, Double> samples = new LinkedHashMap<>();
        part.collect((labels, value) -> samples.put(labels.toString(), value));
        return samples;
    }

    @Test
    void shouldCountSecondsByCpuAndMode_whenStatIsRead() {
        Procfs proc = write("stat", """
            cpu  300 5 70 4000 8 1 2 3 10 4
            cpu0 100 1 30 2000 5 1 2 3 10 4
            cpu1 200 4 40 2000 3 0 0 0 0 0
            intr 987654 1 2 3
            ctxt 123456
            btime 1700000000
            processes 4242
            procs_running 2
            procs_blocked 1
            softirq 5 1 2
            """);

        assertThat(collect(new CpuPart(proc)))
                .containsEntry("node_cpu_seconds_total{cpu=\"0\", mode=\"user\"}", 1.0)
                .containsEntry("node_cpu_seconds_total{cpu=\"0\", mode=\"idle\"}", 20.0)
                .containsEntry("node_cpu_seconds_total{cpu=\"0\", mode=\"steal\"}", 0.03)
                .containsEntry("node_cpu_guest_seconds_total{cpu=\"0\", mode=\"user\"}", 0.1)
                .containsEntry("node_cpu_guest_seconds_total{cpu=\"0\", mode=\"nice\"}", 0.04)
                .containsEntry("node_cpu_seconds_total{cpu=\"1\", mode=\"system\"}", 0.4)
                .containsEntry("node_intr_total", 987654.0)
                .containsEntry("node_context_switches_total", 123456.0)
                .containsEntry("node_boot_time_seconds", 1.7e9)
                .containsEntry("node_forks_total", 4242.0)
                .containsEntry("node_procs_running", 2.0)
                .containsEntry("node_procs_blocked", 1.0)
                .hasSize(2 * 10 + 6);
    }

    @ParameterizedTest
    @CsvSource({"2000, 2001, 20.01", "2000, 1999, 20.0", "2000, 1700, 20.0", "2000, 1699, 16.99"})
    void shouldNotFallForAnEstimate_whenTheKernelTakesItBack(int before, int after, double shown) {
        CpuPart part = new CpuPart(write("stat", "cpu0 0 0 0 " + before));
        collect(part);
        write("stat", "cpu0 0 0 0 " + after);

        assertThat(collect(part)).containsEntry("node_cpu_seconds_total{cpu=\"0\", mode=\"idle\"}", shown);
    }

    @Test
    void shouldYieldBytes_whenMeminfoIsRead() {
        Procfs proc = write("meminfo", """
            MemTotal:        8000000 kB
            MemAvailable:    5000000 kB
            Active(anon):        100 kB
            HugePages_Total:       3
            """);

        assertThat(collect(new MemoryPart(proc)))
                .containsOnly(
                        Map.entry("node_memory_MemTotal_bytes", 8_192_000_000.0),
                        Map.entry("node_memory_MemAvailable_bytes", 5_120_000_000.0),
                        Map.entry("node_memory_Active_anon_bytes", 102_400.0),
                        Map.entry("node_memory_HugePages_Total", 3.0));
    }

    @Test
    void shouldReadBothDirections_whenNetDevIsRead() {
        Procfs proc = write("net/dev", """
            Inter-|   Receive                                                |  Transmit
             face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed
                lo:     100       2    0    0    0     0          0         0      101       3    0    0    0     0       0          0
              eth0:12345678901   11   12   13   14    15         16        17       21      22   23   24   25    26      27         28
            eth0:1: 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20
            """);

        assertThat(collect(new NetworkPart(proc)))
                .containsEntry("node_network_receive_bytes_total{device=\"lo\"}", 100.0)
                .containsEntry("node_network_transmit_bytes_total{device=\"lo\"}", 101.0)
                .containsEntry("node_network_receive_bytes_total{device=\"eth0\"}", 12345678901.0)
                .containsEntry("node_network_receive_errs_total{device=\"eth0\"}", 12.0)
                .containsEntry("node_network_receive_drop_total{device=\"eth0\"}", 13.0)
                .containsEntry("node_network_receive_multicast_total{device=\"eth0\"}", 17.0)
                .containsEntry("node_network_transmit_errs_total{device=\"eth0\"}", 23.0)
                .containsEntry("node_network_transmit_drop_total{device=\"eth0\"}", 24.0)
                .containsEntry("node_network_transmit_carrier_total{device=\"eth0\"}", 27.0)
                .containsEntry("node_network_receive_bytes_total{device=\"eth0:1\"}", 5.0)
                .hasSize(48);
    }

    @Test
    void shouldLeaveOutPartitionsAndLoops_whenDiskstatsIsRead() {
        Procfs proc = write("diskstats", """
               7       0 loop0 1 0 1 1 0 0 0 0 0 1 1 0 0 0 0 0 0
             252       0 vda 10 2 300 4000 5 6 700 8000 9 10000 11000 12 13 14 15000 16 17000
               8       1 sda1 1 0 1 1 0 0 0 0 0 1 1
             259       0 nvme0n1 1 0 8 1 0 0 0 0 0 1 1
             259       1 nvme0n1p1 1 0 1 1 0 0 0 0 0 1 1
            """);

        assertThat(collect(new DiskPart(proc)))
                .containsEntry("node_disk_reads_completed_total{device=\"vda\"}", 10.0)
                .containsEntry("node_disk_read_bytes_total{device=\"vda\"}", 300 * 512.0)
                .containsEntry("node_disk_read_time_seconds_total{device=\"vda\"}", 4.0)
                .containsEntry("node_disk_written_bytes_total{device=\"vda\"}", 700 * 512.0)
                .containsEntry("node_disk_io_now{device=\"vda\"}", 9.0)
                .containsEntry("node_disk_io_time_seconds_total{device=\"vda\"}", 10.0)
                .containsEntry("node_disk_discard_time_seconds_total{device=\"vda\"}", 15.0)
                .containsEntry("node_disk_flush_requests_time_seconds_total{device=\"vda\"}", 17.0)
                .containsEntry("node_disk_read_bytes_total{device=\"nvme0n1\"}", 8 * 512.0)
                .hasSize(17 + 11);
    }

    @Test
    void shouldReadLoadAndFiles_whenTheirFilesAreRead() {
        write("loadavg", "0.15 1.25 2.5 1/234 5678\n");
        Procfs proc = write("sys/fs/file-nr", "557\t0\t2466170\n");

        assertThat(collect(new LoadPart(proc)))
                .containsOnly(
                        Map.entry("node_load1", 0.15), Map.entry("node_load5", 1.25), Map.entry("node_load15", 2.5));
        assertThat(collect(new FileDescriptorPart(proc)))
                .containsOnly(Map.entry("node_filefd_allocated", 557.0), Map.entry("node_filefd_maximum", 2466170.0));
    }

    /** Not every file of procfs can be read in pieces: this one ends after the first, however small that was. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldReadAFileWhole_whenTheKernelGivesItOnlyAtOnce() {
        Procfs proc = new Procfs(Path.of("/proc"));

        assertThat(Procfs.words(proc.text("sys/fs/file-nr"))).hasSize(3);
        assertThat(collect(new FileDescriptorPart(proc)).get("node_filefd_allocated"))
                .isGreaterThan(9);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        /dev/vda / ext4 rw,relatime 0 0                             | /dev/vda | / | false | false
        /dev/sdb1 /mnt/my\\040disk xfs ro,noatime 0 0               | /dev/sdb1 | /mnt/my disk | true | false
        tmpfs /tmp tmpfs rw 0 0                                     | tmpfs | /tmp | false | false
        overlay / overlay rw 0 0                                    | overlay | / | false | true
        proc /proc proc rw 0 0                                      | proc | /proc | false | true
        tmpfs /dev/shm tmpfs rw 0 0                                 | tmpfs | /dev/shm | false | true
        /dev/sdc /devices ext4 rw 0 0                               | /dev/sdc | /devices | false | false
        /dev/sdd /var/lib/docker/overlay2/x ext4 rw 0 0             | /dev/sdd | /var/lib/docker/overlay2/x | false | true
        cgroup2 /cg cgroup2 rw 0 0                                  | cgroup2 | /cg | false | true
        """)
    void shouldTellPseudoFileSystems_whenAMountIsRead(
            String line, String device, String mountpoint, boolean readOnly, boolean pseudo) {
        Mount mount = Mount.parse(line).orElseThrow();

        assertThat(mount.device()).isEqualTo(device);
        assertThat(mount.mountpoint()).isEqualTo(mountpoint);
        assertThat(mount.readOnly()).isEqualTo(readOnly);
        assertThat(mount.isPseudo()).isEqualTo(pseudo);
    }

    @Test
    void shouldShowTheFailureAndTheRest_whenAPartCannotBeRead() {
        write("loadavg", "1 2 3");
        write("1/mounts", "nothing /no/such/place ext4 rw 0 0\n");
        try (HostMetrics host = HostMetrics.linux(root, () -> Instant.ofEpochSecond(12))) {
            Map<String, Double> samples = collect(host);

            assertThat(samples)
                    .containsEntry("node_load1", 1.0)
                    .containsEntry("node_time_seconds", 12.0)
                    .containsEntry("node_scrape_collector_success{collector=\"loadavg\"}", 1.0)
                    .containsEntry("node_scrape_collector_success{collector=\"cpu\"}", 0.0)
                    .containsEntry("node_scrape_collector_success{collector=\"filesystem\"}", 1.0)
                    .containsEntry(
                            "node_filesystem_device_error{device=\"nothing\", fstype=\"ext4\","
                                    + " mountpoint=\"/no/such/place\"}",
                            1.0);
        }
    }
}
