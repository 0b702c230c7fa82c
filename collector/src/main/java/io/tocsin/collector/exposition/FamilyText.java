package io.tocsin.collector.exposition;

import io.tocsin.schemas.frame.MetricType;
import java.util.Arrays;

/**
 * Neighbouring HELP, TYPE and UNIT lines of one metric family as they stand in a body. Their bytes are what to know
 * them by: the same bytes say the same, and need not be read again. Good until the next family.
 */
public final class FamilyText {

    private final Body body;
    private final ExpositionFormat format;
    private boolean pending;
    private int from;
    private int to;
    private int nameFrom;
    private int nameTo;
    private int helpFrom;
    private int helpTo;
    private int unitFrom;
    private int unitTo;
    private MetricType type = MetricType.UNKNOWN;

    FamilyText(Body body, ExpositionFormat format) {
        this.body = body;
        this.format = format;
    }

    boolean pending() {
        return pending;
    }

    void clear() {
        pending = false;
    }

    boolean isAbout(MetaLine line) {
        byte[] bytes = body.bytes();
        return Arrays.equals(bytes, nameFrom, nameTo, bytes, line.nameFrom, line.nameTo);
    }

    void begin(MetaLine line) {
        pending = true;
        from = line.from;
        nameFrom = line.nameFrom;
        nameTo = line.nameTo;
        helpFrom = 0;
        helpTo = 0;
        unitFrom = 0;
        unitTo = 0;
        type = MetricType.UNKNOWN;
    }

    void help(MetaLine line) {
        to = line.to;
        helpFrom = line.textFrom;
        helpTo = line.textTo;
    }

    void unit(MetaLine line) {
        to = line.to;
        unitFrom = line.textFrom;
        unitTo = line.textTo;
    }

    void type(MetaLine line, MetricType of) {
        to = line.to;
        type = of;
    }

    /** The array the body is in. */
    public byte[] bytes() {
        return body.bytes();
    }

    /** Where in {@link #bytes} the first of the lines begins. */
    public int from() {
        return from;
    }

    /** Where the last of them ends, exclusive, without its line feed. */
    public int to() {
        return to;
    }

    /** Where one thing is said twice, the last one counts. */
    public FamilyMetadata metadata() {
        byte[] bytes = body.bytes();
        String help = format == ExpositionFormat.OPENMETRICS
                ? Escapes.quoted(bytes, helpFrom, helpTo)
                : Escapes.help(bytes, helpFrom, helpTo);
        return new FamilyMetadata(
                Escapes.quoted(bytes, nameFrom, nameTo), type, help, Escapes.quoted(bytes, unitFrom, unitTo));
    }
}
