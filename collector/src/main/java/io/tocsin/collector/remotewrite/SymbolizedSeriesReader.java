package io.tocsin.collector.remotewrite;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import io.tocsin.collector.intake.Metadata;
import io.tocsin.collector.intake.SampleBatch;
import io.tocsin.collector.remotewrite.LabelSets.Label;
import io.tocsin.schemas.frame.MetricType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads one {@code io.prometheus.write.v2.TimeSeries} after the other from a request; its fields may come in any order.
 * The field numbers are those of 2.0-rc.4, and {@code created_timestamp} as senders before it wrote it.
 */
final class SymbolizedSeriesReader {

    /** Of a series; what is beyond is held against the table and left, as the series will be refused. */
    static final int MAX_REFS = 1024;

    private static final int REFS = WireFormat.WIRETYPE_LENGTH_DELIMITED | 1 << 3;
    private static final int REF = WireFormat.WIRETYPE_VARINT | 1 << 3;
    private static final int SAMPLE = WireFormat.WIRETYPE_LENGTH_DELIMITED | 2 << 3;
    private static final int HISTOGRAM = WireFormat.WIRETYPE_LENGTH_DELIMITED | 3 << 3;
    private static final int EXEMPLAR = WireFormat.WIRETYPE_LENGTH_DELIMITED | 4 << 3;
    private static final int METADATA = WireFormat.WIRETYPE_LENGTH_DELIMITED | 5 << 3;
    private static final int CREATED_TIMESTAMP = WireFormat.WIRETYPE_VARINT | 6 << 3;
    private static final int SAMPLE_VALUE = WireFormat.WIRETYPE_FIXED64 | 1 << 3;
    private static final int SAMPLE_TIMESTAMP = WireFormat.WIRETYPE_VARINT | 2 << 3;
    private static final int SAMPLE_START = WireFormat.WIRETYPE_VARINT | 3 << 3;
    private static final int TYPE = WireFormat.WIRETYPE_VARINT | 1 << 3;
    private static final int HELP_REF = WireFormat.WIRETYPE_VARINT | 3 << 3;
    private static final int UNIT_REF = WireFormat.WIRETYPE_VARINT | 4 << 3;

    private final CodedInputStream in;
    private final SymbolTable symbols;
    private final SampleBatch batch;
    private final SeriesIds ids = SeriesIds.probe();
    private int[] refs = new int[64];
    private int refCount;
    private long labelBytes;
    private long charged;
    private int type;
    private int helpRef;
    private int unitRef;
    private long created;
    private int histograms;
    private int exemplars;
    private int index = -1;

    SymbolizedSeriesReader(CodedInputStream in, SymbolTable symbols, SampleBatch batch) {
        this.in = in;
        this.symbols = symbols;
        this.batch = batch;
    }

    /** Reads to the current limit; the samples go into the batch, without their series. */
    void read(int maxSamples) throws IOException, RemoteWriteException {
        clear();
        int from = batch.size();
        while (!in.isAtEnd()) {
            int tag = in.readTag();
            switch (tag) {
                case REFS -> refs();
                case REF -> ref(in.readUInt32());
                case SAMPLE -> sample();
                case METADATA -> metadata();
                case CREATED_TIMESTAMP -> created = in.readInt64();
                default -> other(tag);
            }
            if (batch.size() > maxSamples) {
                throw RemoteWriteException.tooManySamples("more than " + maxSamples + " samples in a request");
            }
        }
        batch.startedFrom(from, created);
        complete();
    }

    private void clear() {
        index++;
        ids.clear();
        refCount = 0;
        labelBytes = 0;
        type = 0;
        helpRef = 0;
        unitRef = 0;
        created = 0;
        histograms = 0;
    }

    private void complete() throws RemoteWriteException {
        if (refCount % 2 != 0) {
            throw RemoteWriteException.malformed("labels_refs of time series " + index + " has " + refCount
                    + " references: names and values come in pairs");
        }
        ids.add(type);
        ids.add(helpRef == 0 ? 0 : symbols.at(helpRef, "help_ref", index).id());
        ids.add(unitRef == 0 ? 0 : symbols.at(unitRef, "unit_ref", index).id());
    }

    private void refs() throws IOException, RemoteWriteException {
        int outer = in.pushLimit(in.readRawVarint32());
        while (!in.isAtEnd()) {
            ref(in.readUInt32());
        }
        in.popLimit(outer);
    }

    private void ref(int ref) throws RemoteWriteException {
        Symbol symbol = symbols.at(ref, "labels_refs", index);
        labelBytes += symbol.bytes();
        if (refCount < MAX_REFS) {
            if (refCount == refs.length) {
                refs = Arrays.copyOf(refs, 2 * refCount);
            }
            refs[refCount] = ref;
            ids.add(symbol.id());
        }
        refCount++;
    }

    private void sample() throws IOException {
        double value = 0;
        long timestamp = 0;
        long start = 0;
        int outer = in.pushLimit(in.readRawVarint32());
        while (!in.isAtEnd()) {
            int tag = in.readTag();
            switch (tag) {
                case SAMPLE_VALUE -> value = in.readDouble();
                case SAMPLE_TIMESTAMP -> timestamp = in.readInt64();
                case SAMPLE_START -> start = in.readInt64();
                default -> Fields.skip(in, tag);
            }
        }
        in.popLimit(outer);
        batch.add(timestamp, value);
        batch.started(start);
    }

    private void metadata() throws IOException {
        int outer = in.pushLimit(in.readRawVarint32());
        while (!in.isAtEnd()) {
            int tag = in.readTag();
            switch (tag) {
                case TYPE -> type = in.readEnum();
                case HELP_REF -> helpRef = in.readUInt32();
                case UNIT_REF -> unitRef = in.readUInt32();
                default -> Fields.skip(in, tag);
            }
        }
        in.popLimit(outer);
    }

    private void other(int tag) throws IOException {
        histograms += tag == HISTOGRAM ? 1 : 0;
        exemplars += tag == EXEMPLAR ? 1 : 0;
        Fields.skip(in, tag);
    }

    /** Of the series read last; good until the next is read. */
    SeriesIds ids() {
        return ids;
    }

    /** References to names and values of the series read last. */
    int refCount() {
        return refCount;
    }

    /** Of all names and values of the series read last. */
    long labelBytes() {
        return labelBytes;
    }

    /** Counts the labels of the series read last as read out; throws if those of the request come to more than that. */
    void chargeLabels(long mostBytes) throws RemoteWriteException {
        charged += labelBytes;
        if (charged > mostBytes) {
            throw RemoteWriteException.uncompressedTooLarge("the labels of the series that were not seen before come to"
                    + " more than " + mostBytes + " bytes; send fewer series in a request");
        }
    }

    /** Whether all strings of the series read last are UTF-8. */
    boolean isText() throws RemoteWriteException {
        for (int i = 0; i < refCount; i++) {
            if (text(refs[i]) == null) {
                return false;
            }
        }
        return text(helpRef) != null && text(unitRef) != null;
    }

    /** Of the series read last, which has at most {@link #MAX_REFS}. */
    List<Label> labels() throws RemoteWriteException {
        List<Label> labels = new ArrayList<>(refCount / 2);
        for (int i = 0; i < refCount; i += 2) {
            labels.add(new Label(shown(refs[i]), shown(refs[i + 1])));
        }
        return labels;
    }

    Metadata readMetadata() throws RemoteWriteException {
        return new Metadata(MetricType.of(type), shown(helpRef), shown(unitRef));
    }

    private String shown(int ref) throws RemoteWriteException {
        String text = text(ref);
        return text == null ? "\ufffd" : text;
    }

    private @Nullable String text(int ref) throws RemoteWriteException {
        return ref == 0 ? "" : symbols.at(ref, "a reference", index).text();
    }

    /** Native histograms of the series read last. */
    int histograms() {
        return histograms;
    }

    /** Exemplars of all series read. */
    int exemplars() {
        return exemplars;
    }
}
