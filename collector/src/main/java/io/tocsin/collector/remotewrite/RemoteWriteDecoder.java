package io.tocsin.collector.remotewrite;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import io.tocsin.collector.intake.BoundedCache;
import io.tocsin.collector.intake.Intake;
import io.tocsin.collector.intake.RawLabels;
import io.tocsin.collector.intake.Reason;
import io.tocsin.collector.intake.SampleBatch;
import io.tocsin.collector.intake.Series;
import io.tocsin.collector.intake.Transport;
import java.io.IOException;

/**
 * A {@code prometheus.WriteRequest} to a batch. Values pass through bit by bit, staleness markers included. Exemplars
 * and metadata are counted and left out; native histograms are refused, by series. Thread-safe.
 */
final class RemoteWriteDecoder implements WriteDecoder {

    private static final int TIME_SERIES = WireFormat.WIRETYPE_LENGTH_DELIMITED | 1 << 3;
    private static final int METADATA = WireFormat.WIRETYPE_LENGTH_DELIMITED | 3 << 3;
    private static final int OF_VERSION_2 = WireFormat.WIRETYPE_LENGTH_DELIMITED | 5 << 3;

    /** Longer label fields are refused before a byte of them is decoded. */
    private static final int MAX_RAW_LABELS = 64 * 1024;

    /** Bytes of a series with one sample, at least as people send them: for guessing the size of a batch. */
    private static final int BYTES_A_SERIES = 100;

    private final Intake intake;
    private final LabelsReader labels;
    private final BoundedCache<RawLabels, Series> known;
    private final int maxSamples;

    /**
     * @param maxSamples of a request; more is an error
     * @param rememberedSeries bound of the memory for series seen before
     */
    RemoteWriteDecoder(Intake intake, int maxSamples, int rememberedSeries) {
        this.intake = intake;
        this.maxSamples = maxSamples;
        this.labels = new LabelsReader(intake, rememberedSeries);
        this.known = new BoundedCache<>(rememberedSeries, (raw, series) -> 1 + raw.length() / 512);
    }

    @Override
    public DecodedWrite decode(byte[] bytes, int length) throws RemoteWriteException {
        CodedInputStream in = CodedInputStream.newInstance(bytes, 0, length);
        SampleBatch batch = new SampleBatch(Transport.REMOTE_WRITE, Math.min(maxSamples, length / BYTES_A_SERIES));
        TimeSeriesReader series = new TimeSeriesReader(in, bytes, batch);
        int metadata = 0;
        try {
            while (!in.isAtEnd()) {
                int tag = in.readTag();
                if (tag == TIME_SERIES) {
                    timeSeries(in, series, batch);
                } else if (tag == OF_VERSION_2) {
                    throw RemoteWriteException.malformed("this is an io.prometheus.write.v2.Request (remote write 2.0),"
                            + " and the Content-Type does not say so");
                } else {
                    metadata += tag == METADATA ? 1 : 0;
                    Fields.skip(in, tag);
                }
            }
        } catch (IOException e) {
            throw RemoteWriteException.malformed("not a prometheus.WriteRequest in protobuf: near byte "
                    + in.getTotalBytesRead() + " of " + length + ": " + e.getMessage());
        }
        return new DecodedWrite(batch, series.exemplars(), metadata);
    }

    private void timeSeries(CodedInputStream in, TimeSeriesReader reader, SampleBatch batch)
            throws IOException, RemoteWriteException {
        int from = batch.size();
        int outer = in.pushLimit(in.readRawVarint32());
        reader.read(maxSamples);
        in.popLimit(outer);
        if (batch.size() == from && reader.histograms() == 0) {
            return;
        }
        Series of = series(reader.labels());
        batch.label(from, of);
        if (reader.histograms() > 0) {
            batch.refuse(Reason.NATIVE_HISTOGRAM, of, reader.histograms());
        }
    }

    private Series series(RawLabels raw) throws IOException {
        if (raw.length() > MAX_RAW_LABELS) {
            return intake.refused(Reason.SERIES_TOO_LARGE, "a series with " + raw.length() + " bytes of labels");
        }
        Series series = known.get(raw, raw::lasting);
        if (series == null) {
            RawLabels lasting = raw.lasting();
            series = labels.read(lasting.bytes());
            known.put(lasting, series);
        }
        return series;
    }
}
