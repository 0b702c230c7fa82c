package io.tocsin.collector.remotewrite;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import io.tocsin.collector.intake.RawLabels;
import io.tocsin.collector.intake.SampleBatch;
import java.io.IOException;
import java.util.Arrays;

/** Reads one {@code prometheus.TimeSeries} after the other from a request; its fields may come in any order. */
final class TimeSeriesReader {

    private static final int LABEL = WireFormat.WIRETYPE_LENGTH_DELIMITED | 1 << 3;
    private static final int SAMPLE = WireFormat.WIRETYPE_LENGTH_DELIMITED | 2 << 3;
    private static final int EXEMPLAR = WireFormat.WIRETYPE_LENGTH_DELIMITED | 3 << 3;
    private static final int HISTOGRAM = WireFormat.WIRETYPE_LENGTH_DELIMITED | 4 << 3;
    private static final int SAMPLE_VALUE = WireFormat.WIRETYPE_FIXED64 | 1 << 3;
    private static final int SAMPLE_TIMESTAMP = WireFormat.WIRETYPE_VARINT | 2 << 3;

    private final CodedInputStream in;
    private final byte[] request;
    private final SampleBatch batch;
    private final RawLabels labels = RawLabels.probe();
    private byte[] labelBytes;
    private boolean gathered;
    private int labelsFrom;
    private int labelsTo;
    private int histograms;
    private int exemplars;

    /** @param request the bytes {@code in} reads from, from index 0 */
    TimeSeriesReader(CodedInputStream in, byte[] request, SampleBatch batch) {
        this.in = in;
        this.request = request;
        this.batch = batch;
        this.labelBytes = request;
    }

    /** Reads to the current limit; the samples go into the batch, without their series. */
    void read(int maxSamples) throws IOException, RemoteWriteException {
        labelBytes = request;
        gathered = false;
        labelsFrom = 0;
        labelsTo = 0;
        histograms = 0;
        while (!in.isAtEnd()) {
            int at = in.getTotalBytesRead();
            int tag = in.readTag();
            switch (tag) {
                case SAMPLE -> sample();
                case LABEL -> label(at);
                default -> other(tag);
            }
            if (batch.size() > maxSamples) {
                throw RemoteWriteException.tooManySamples("more than " + maxSamples + " samples in a request");
            }
        }
        labels.pointTo(labelBytes, labelsFrom, labelsTo);
    }

    private void label(int at) throws IOException {
        in.skipRawBytes(in.readRawVarint32());
        int end = in.getTotalBytesRead();
        if (labelsTo == labelsFrom) {
            labelsFrom = at;
            labelsTo = end;
        } else if (!gathered && labelsTo == at) {
            labelsTo = end;
        } else {
            gather(at, end);
        }
    }

    /** Labels with something between them: rare, and put together into a piece of their own. */
    private void gather(int from, int to) {
        int have = labelsTo - labelsFrom;
        byte[] joined = Arrays.copyOfRange(labelBytes, labelsFrom, labelsTo + (to - from));
        System.arraycopy(request, from, joined, have, to - from);
        labelBytes = joined;
        gathered = true;
        labelsFrom = 0;
        labelsTo = joined.length;
    }

    private void sample() throws IOException {
        double value = 0;
        long timestamp = 0;
        int outer = in.pushLimit(in.readRawVarint32());
        while (!in.isAtEnd()) {
            int tag = in.readTag();
            if (tag == SAMPLE_VALUE) {
                value = in.readDouble();
            } else if (tag == SAMPLE_TIMESTAMP) {
                timestamp = in.readInt64();
            } else {
                Fields.skip(in, tag);
            }
        }
        in.popLimit(outer);
        batch.add(timestamp, value);
    }

    private void other(int tag) throws IOException {
        histograms += tag == HISTOGRAM ? 1 : 0;
        exemplars += tag == EXEMPLAR ? 1 : 0;
        Fields.skip(in, tag);
    }

    /** Of the series read last; good until the next is read. */
    RawLabels labels() {
        return labels;
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
