package io.tocsin.streamprocessor.report;

import io.tocsin.promql.eval.Grid;
import io.tocsin.promql.plan.PartialMatrix;
import io.tocsin.schemas.avro.RuleGroupVersion;
import io.tocsin.schemas.labels.Labels;
import io.tocsin.streamprocessor.rules.RuleVersions;
import io.tocsin.streamprocessor.state.BinaryReader;
import io.tocsin.streamprocessor.state.BinaryWriter;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;

/**
 * The wire form of reports: numbered parts, each below the producer's limit, cut between rows. Parts of one report follow
 * each other in the topic; the last one says so.
 */
public final class ReportCodec {

    private static final int END = 0;
    private static final int CONTINUED = 1;
    private static final int DEFINITION = 2;
    private static final int RESULT = 3;

    private static final int VALUES = 0;
    private static final int FAILED = 1;

    private final int maxPartBytes;

    /** @param maxPartBytes a part is closed when it has grown beyond this */
    public ReportCodec(int maxPartBytes) {
        this.maxPartBytes = maxPartBytes;
    }

    /** A decoded part; results of one leaf may be spread over several parts, by rows. */
    public record Part(Report report, boolean last) {}

    /** Hands the parts over in order; there is at least one. */
    public void encode(Report report, Consumer<byte[]> parts) {
        PartWriter writer = new PartWriter(report, parts);
        report.definitions().forEach(writer::definition);
        for (LeafResult result : report.results()) {
            writer.result(result);
        }
        writer.finish();
    }

    private final class PartWriter {

        private final Report report;
        private final Consumer<byte[]> parts;
        private BinaryWriter out = new BinaryWriter();

        PartWriter(Report report, Consumer<byte[]> parts) {
            this.report = report;
            this.parts = parts;
            header();
        }

        private void header() {
            out = new BinaryWriter();
            out.writeString(report.namespace()).writeCount(report.partition());
            out.writeLong(report.span().from()).writeLong(report.span().through());
            out.writeCount(report.versions().size());
            for (UsedVersion version : report.versions()) {
                out.writeString(version.group()).writeString(version.version()).writeLong(version.revision());
            }
        }

        void definition(RuleGroupVersion definition) {
            out.writeByte(DEFINITION).writeBytes(RuleVersions.encode(definition));
            cutIfFull();
        }

        void result(LeafResult result) {
            switch (result) {
                case LeafResult.Failed failed -> {
                    begin(failed, FAILED);
                    out.writeString(failed.message());
                    cutIfFull();
                }
                case LeafResult.Values values -> rows(values);
            }
        }

        private void rows(LeafResult.Values values) {
            List<PartialMatrix.Row> rows = values.matrix().rows();
            int next = 0;
            do {
                begin(values, VALUES);
                out.writeCount(values.matrix().components());
                while (next < rows.size() && out.size() < maxPartBytes) {
                    out.writeBoolean(true);
                    row(rows.get(next++), values.grid().size());
                }
                out.writeBoolean(false);
                cutIfFull();
            } while (next < rows.size());
        }

        private void row(PartialMatrix.Row row, int steps) {
            out.writeLabels(row.labels()).writeBoolean(row.nameDropped());
            boolean full = row.present().cardinality() == steps;
            out.writeBoolean(full);
            if (!full) {
                long[] words = row.present().toLongArray();
                out.writeCount(words.length);
                for (long word : words) {
                    out.writeLong(word);
                }
            }
            for (double[] component : row.values()) {
                for (int i = row.present().nextSetBit(0);
                        i >= 0;
                        i = row.present().nextSetBit(i + 1)) {
                    out.writeDouble(component[i]);
                }
            }
        }

        private void begin(LeafResult result, int kind) {
            out.writeByte(RESULT).writeByte(kind).writeString(result.leaf());
            Grid grid = result.grid();
            out.writeLong(grid.startMillis()).writeLong(grid.endMillis()).writeLong(grid.stepMillis());
        }

        private void cutIfFull() {
            if (out.size() >= maxPartBytes) {
                parts.accept(out.writeByte(CONTINUED).toBytes());
                header();
            }
        }

        void finish() {
            parts.accept(out.writeByte(END).toBytes());
        }
    }

    public static Part decode(byte[] bytes) {
        BinaryReader in = new BinaryReader(bytes);
        String namespace = in.readString();
        int partition = in.readCount();
        Report.Span span = new Report.Span(in.readLong(), in.readLong());
        List<UsedVersion> versions = new ArrayList<>();
        for (int n = in.readCount(); n > 0; n--) {
            versions.add(new UsedVersion(in.readString(), in.readString(), in.readLong()));
        }
        List<RuleGroupVersion> definitions = new ArrayList<>();
        List<LeafResult> results = new ArrayList<>();
        while (true) {
            int item = in.readByte();
            switch (item) {
                case DEFINITION -> definitions.add(RuleVersions.decode(in.readBytes()));
                case RESULT -> results.add(readResult(in));
                default -> {
                    Report report = new Report(namespace, partition, span, versions, definitions, results);
                    return new Part(report, item == END);
                }
            }
        }
    }

    private static LeafResult readResult(BinaryReader in) {
        int kind = in.readByte();
        String leaf = in.readString();
        Grid grid = new Grid(in.readLong(), in.readLong(), in.readLong());
        if (kind == FAILED) {
            return new LeafResult.Failed(leaf, grid, in.readString());
        }
        int components = in.readCount();
        List<PartialMatrix.Row> rows = new ArrayList<>();
        while (in.readBoolean()) {
            rows.add(readRow(in, components, grid.size()));
        }
        return new LeafResult.Values(leaf, new PartialMatrix(grid, components, rows));
    }

    private static PartialMatrix.Row readRow(BinaryReader in, int components, int steps) {
        Labels labels = in.readLabels();
        boolean nameDropped = in.readBoolean();
        BitSet present = new BitSet(steps);
        if (in.readBoolean()) {
            present.set(0, steps);
        } else {
            long[] words = new long[in.readCount()];
            for (int i = 0; i < words.length; i++) {
                words[i] = in.readLong();
            }
            present = BitSet.valueOf(words);
        }
        double[][] values = new double[components][steps];
        for (double[] component : values) {
            for (int i = present.nextSetBit(0); i >= 0; i = present.nextSetBit(i + 1)) {
                component[i] = in.readDouble();
            }
        }
        return new PartialMatrix.Row(labels, nameDropped, values, present);
    }
}
