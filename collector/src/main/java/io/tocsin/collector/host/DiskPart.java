package io.tocsin.collector.host;

import io.tocsin.collector.feed.SampleSink;
import io.tocsin.collector.feed.SampleSource;
import java.util.List;
import java.util.regex.Pattern;

/** {@code /proc/diskstats}: whole disks; partitions, loop and RAM devices are left out, as node_exporter does. */
record DiskPart(Procfs proc) implements SampleSource {

    private static final Pattern EXCLUDED = Pattern.compile("(z?ram|loop|fd|(h|s|v|xv)d[a-z]|nvme\\d+n\\d+p)\\d+");

    /** Sectors of this file are 512 bytes, whatever the disk has. */
    private static final double SECTOR = 512;

    private static final double MILLIS = 1e-3;
    private static final int DEVICE = 2;

    private record Column(String name, double unit) {}

    /** From the fourth column on; older kernels have fewer. */
    private static final List<Column> COLUMNS = List.of(
            new Column("reads_completed_total", 1),
            new Column("reads_merged_total", 1),
            new Column("read_bytes_total", SECTOR),
            new Column("read_time_seconds_total", MILLIS),
            new Column("writes_completed_total", 1),
            new Column("writes_merged_total", 1),
            new Column("written_bytes_total", SECTOR),
            new Column("write_time_seconds_total", MILLIS),
            new Column("io_now", 1),
            new Column("io_time_seconds_total", MILLIS),
            new Column("io_time_weighted_seconds_total", MILLIS),
            new Column("discards_completed_total", 1),
            new Column("discards_merged_total", 1),
            new Column("discarded_sectors_total", 1),
            new Column("discard_time_seconds_total", MILLIS),
            new Column("flush_requests_total", 1),
            new Column("flush_requests_time_seconds_total", MILLIS));

    @Override
    public void collect(SampleSink sink) {
        for (String line : proc.lines("diskstats")) {
            String[] words = Procfs.words(line);
            if (words.length > DEVICE && !EXCLUDED.matcher(words[DEVICE]).matches()) {
                disk(sink, words);
            }
        }
    }

    private static void disk(SampleSink sink, String[] words) {
        for (int i = 0; i < COLUMNS.size() && i + DEVICE + 1 < words.length; i++) {
            Column column = COLUMNS.get(i);
            double value = Double.parseDouble(words[i + DEVICE + 1]) * column.unit;
            sink.add("node_disk_" + column.name, "device", words[DEVICE], value);
        }
    }
}
