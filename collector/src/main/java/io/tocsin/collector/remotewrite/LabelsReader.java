package io.tocsin.collector.remotewrite;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import io.tocsin.collector.intake.BoundedCache;
import io.tocsin.collector.intake.Intake;
import io.tocsin.collector.intake.Metadata;
import io.tocsin.collector.intake.Reason;
import io.tocsin.collector.intake.Series;
import io.tocsin.collector.remotewrite.LabelSets.Label;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads the labels of a series that is not known yet. Thread-safe. */
final class LabelsReader {

    private static final int LABEL = WireFormat.WIRETYPE_LENGTH_DELIMITED | 1 << 3;
    private static final int NAME = WireFormat.WIRETYPE_LENGTH_DELIMITED | 1 << 3;
    private static final int VALUE = WireFormat.WIRETYPE_LENGTH_DELIMITED | 2 << 3;

    private final Intake intake;

    /** Names and most values repeat from series to series. */
    private final BoundedCache<String, String> strings;

    LabelsReader(Intake intake, int rememberedStrings) {
        this.intake = intake;
        this.strings = new BoundedCache<>(rememberedStrings, (key, value) -> 1 + value.length() / 64);
    }

    /**
     * @param fields the encoded label fields of one series
     * @throws IOException if they are not protobuf
     */
    Series read(byte[] fields) throws IOException {
        List<Label> labels;
        try {
            labels = labels(fields);
        } catch (CharacterCodingException e) {
            return intake.refused(Reason.INVALID_UTF8, new String(fields, StandardCharsets.UTF_8).strip());
        }
        return LabelSets.series(labels, Metadata.NONE, intake);
    }

    private List<Label> labels(byte[] fields) throws IOException {
        CodedInputStream in = CodedInputStream.newInstance(fields);
        List<Label> labels = new ArrayList<>();
        while (!in.isAtEnd()) {
            if (in.readTag() != LABEL) {
                throw new IOException("not a label");
            }
            int outer = in.pushLimit(in.readRawVarint32());
            labels.add(label(in));
            in.popLimit(outer);
        }
        return labels;
    }

    private Label label(CodedInputStream in) throws IOException {
        String name = "";
        String value = "";
        while (!in.isAtEnd()) {
            int tag = in.readTag();
            if (tag == NAME) {
                name = string(in.readByteArray());
            } else if (tag == VALUE) {
                value = string(in.readByteArray());
            } else {
                Fields.skip(in, tag);
            }
        }
        return new Label(name, value);
    }

    private String string(byte[] utf8) throws CharacterCodingException {
        String fresh = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(utf8))
                .toString();
        String known = strings.get(fresh);
        if (known == null) {
            strings.put(fresh, fresh);
        }
        return known == null ? fresh : known;
    }
}
