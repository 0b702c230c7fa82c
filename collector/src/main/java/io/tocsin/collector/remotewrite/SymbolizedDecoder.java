package io.tocsin.collector.remotewrite;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import io.tocsin.collector.intake.BoundedCache;
import io.tocsin.collector.intake.Intake;
import io.tocsin.collector.intake.Reason;
import io.tocsin.collector.intake.SampleBatch;
import io.tocsin.collector.intake.Series;
import io.tocsin.collector.intake.Transport;
import java.io.IOException;

/**
 * An {@code io.prometheus.write.v2.Request} to a batch. The request's strings are looked up once each; a series is then
 * known by their ids, so that one seen before costs neither a string nor a look at its bytes. Start timestamps and
 * metadata go with the samples; exemplars are counted and left out; native histograms are refused, by series. What is
 * wrong with references makes the whole request malformed: its other references cannot be trusted either. Thread-safe.
 */
final class SymbolizedDecoder implements WriteDecoder {

    private static final int OF_WRITE_REQUEST = WireFormat.WIRETYPE_LENGTH_DELIMITED | 1 << 3;
    private static final int SYMBOL = WireFormat.WIRETYPE_LENGTH_DELIMITED | 4 << 3;
    private static final int TIME_SERIES = WireFormat.WIRETYPE_LENGTH_DELIMITED | 5 << 3;

    /** More than four strings of its own has no series that anybody sends. */
    private static final int SYMBOLS_A_SAMPLE = 4;

    private static final int FEWEST_SYMBOLS = 4096;

    /** Bytes of a series with one sample, at least as people send them: for guessing the size of a batch. */
    private static final int BYTES_A_SERIES = 40;

    private final Intake intake;
    private final Symbols symbols;
    private final BoundedCache<SeriesIds, Series> known;
    private final int maxSamples;
    private final long maxLabelBytes;

    /**
     * @param maxSamples of a request; more is an error
     * @param maxLabelBytes of all series of a request that were not seen before, each written out; more is an error. A
     *     few bytes can refer to the same long strings again and again
     * @param rememberedSeries bound of the memory for series seen before, and for strings
     */
    SymbolizedDecoder(Intake intake, int maxSamples, long maxLabelBytes, int rememberedSeries) {
        this.intake = intake;
        this.maxSamples = maxSamples;
        this.maxLabelBytes = maxLabelBytes;
        this.symbols = new Symbols(rememberedSeries);
        this.known = new BoundedCache<>(rememberedSeries, (ids, series) -> 1 + ids.size() / 64);
    }

    @Override
    public DecodedWrite decode(byte[] bytes, int length) throws RemoteWriteException {
        SymbolTable table = table(bytes, length);
        CodedInputStream in = CodedInputStream.newInstance(bytes, 0, length);
        SampleBatch batch = new SampleBatch(Transport.REMOTE_WRITE, Math.min(maxSamples, length / BYTES_A_SERIES));
        SymbolizedSeriesReader reader = new SymbolizedSeriesReader(in, table, batch);
        try {
            while (!in.isAtEnd()) {
                int tag = in.readTag();
                if (tag == TIME_SERIES) {
                    timeSeries(in, reader, batch);
                } else {
                    Fields.skip(in, tag);
                }
            }
        } catch (IOException e) {
            throw malformed(in, length, e);
        }
        return new DecodedWrite(batch, reader.exemplars(), 0);
    }

    /** The strings stand in front as everybody writes them, but protobuf lets them stand anywhere. */
    private SymbolTable table(byte[] bytes, int length) throws RemoteWriteException {
        SymbolTable table =
                new SymbolTable(bytes, symbols, (int) Math.max(FEWEST_SYMBOLS, (long) SYMBOLS_A_SAMPLE * maxSamples));
        CodedInputStream in = CodedInputStream.newInstance(bytes, 0, length);
        try {
            while (!in.isAtEnd()) {
                int tag = in.readTag();
                if (tag == SYMBOL) {
                    int size = in.readRawVarint32();
                    int from = in.getTotalBytesRead();
                    in.skipRawBytes(size);
                    table.add(from, from + size);
                } else if (tag == OF_WRITE_REQUEST) {
                    throw RemoteWriteException.malformed("this is a prometheus.WriteRequest (remote write 1.0), and"
                            + " the Content-Type says io.prometheus.write.v2.Request");
                } else {
                    Fields.skip(in, tag);
                }
            }
        } catch (IOException e) {
            throw malformed(in, length, e);
        }
        table.complete();
        return table;
    }

    private static RemoteWriteException malformed(CodedInputStream in, int length, IOException e) {
        return RemoteWriteException.malformed("not an io.prometheus.write.v2.Request in protobuf: near byte "
                + in.getTotalBytesRead() + " of " + length + ": " + e.getMessage());
    }

    private void timeSeries(CodedInputStream in, SymbolizedSeriesReader reader, SampleBatch batch)
            throws IOException, RemoteWriteException {
        int from = batch.size();
        int outer = in.pushLimit(in.readRawVarint32());
        reader.read(maxSamples);
        in.popLimit(outer);
        if (batch.size() == from && reader.histograms() == 0) {
            return;
        }
        Series of = series(reader);
        batch.label(from, of);
        if (reader.histograms() > 0) {
            batch.refuse(Reason.NATIVE_HISTOGRAM, of, reader.histograms());
        }
    }

    private Series series(SymbolizedSeriesReader reader) throws RemoteWriteException {
        if (reader.refCount() > SymbolizedSeriesReader.MAX_REFS) {
            return intake.refused(Reason.TOO_MANY_LABELS, "a series with " + reader.refCount() / 2 + " labels");
        }
        if (reader.labelBytes() > Symbols.MAX_REMEMBERED) {
            return intake.refused(Reason.SERIES_TOO_LARGE, "a series with " + reader.labelBytes() + " bytes of labels");
        }
        SeriesIds ids = reader.ids();
        Series series = known.get(ids, ids::lasting);
        if (series == null) {
            reader.chargeLabels(maxLabelBytes);
            series = reader.isText()
                    ? LabelSets.series(reader.labels(), reader.readMetadata(), intake)
                    : intake.refused(Reason.INVALID_UTF8, LabelSets.describe(reader.labels()));
            known.put(ids.lasting(), series);
        }
        return series;
    }
}
