package io.tocsin.collector.remotewrite;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import io.tocsin.collector.intake.BoundedCache;
import io.tocsin.collector.intake.Intake;
import io.tocsin.collector.intake.Reason;
import io.tocsin.collector.intake.Series;
import io.tocsin.schemas.labels.Labels;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Reads the labels of a series that is not known yet. Thread-safe. */
final class LabelsReader {

    private static final int LABEL = WireFormat.WIRETYPE_LENGTH_DELIMITED | 1 << 3;
    private static final int NAME = WireFormat.WIRETYPE_LENGTH_DELIMITED | 1 << 3;
    private static final int VALUE = WireFormat.WIRETYPE_LENGTH_DELIMITED | 2 << 3;

    private final Intake intake;

    /** Names and most values repeat from series to series. */
    private final BoundedCache<String, String> strings;

    private record Label(String name, String value) {}

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
        labels.sort(Comparator.comparing(Label::name));
        for (int i = 1; i < labels.size(); i++) {
            if (labels.get(i).name.equals(labels.get(i - 1).name)) {
                return intake.refused(Reason.DUPLICATE_LABEL, describe(labels));
            }
        }
        return intake.series(distinct(labels));
    }

    private static Labels distinct(List<Label> sorted) {
        String[] pairs = sorted.stream()
                .filter(label -> !label.value.isEmpty())
                .flatMap(label -> Stream.of(label.name, label.value))
                .toArray(String[]::new);
        return Objects.requireNonNull(Labels.ofSortedPairs(pairs));
    }

    private static String describe(List<Label> labels) {
        StringBuilder out = new StringBuilder("{");
        labels.forEach(label -> out.append(out.length() == 1 ? "" : ", ")
                .append(label.name)
                .append("=\"")
                .append(label.value)
                .append('"'));
        return out.append('}').toString();
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
