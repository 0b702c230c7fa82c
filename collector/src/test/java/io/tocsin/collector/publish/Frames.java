package io.tocsin.collector.publish;

import io.tocsin.schemas.frame.FrameCodec;
import io.tocsin.schemas.frame.MetricFrame;
import io.tocsin.schemas.labels.Labels;
import io.tocsin.schemas.wire.MalformedRecordException;
import io.tocsin.schemas.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads what was published. */
public final class Frames {

    public static final FrameCodec CODEC = new FrameCodec(WireFormat.singleObject(), "tocsin.metrics");

    /** A sample as a reader of the log sees it. */
    public record Read(String key, Labels labels, long timestampMillis, double value) {}

    private Frames() {}

    public static MetricFrame decode(RecordingPublisher.Published record) {
        try {
            return CODEC.decode(record.value(), null);
        } catch (MalformedRecordException e) {
            throw new AssertionError(e);
        }
    }

    public static List<Read> samples(RecordingPublisher publisher) {
        List<Read> samples = new ArrayList<>();
        for (RecordingPublisher.Published record : publisher.records) {
            MetricFrame frame = decode(record);
            String key = new String(record.key(), StandardCharsets.UTF_8);
            for (int i = 0; i < frame.size(); i++) {
                samples.add(new Read(key, frame.layout().labels(i), frame.timestampOf(i), frame.values()[i]));
            }
        }
        return samples;
    }
}
