package io.tocsin.collector.exposition;

import java.util.ArrayList;
import java.util.List;

/** Writes down what a parser hands over, a line each, as the case files do. */
final class Recording implements ExpositionSink {

    private final List<String> lines = new ArrayList<>();

    /** @return what the body gives */
    static List<String> of(ExpositionFormat format, byte[] body) throws ExpositionException {
        Recording recording = new Recording();
        format.parse(body, body.length, recording);
        return recording.lines;
    }

    @Override
    public void sample(SeriesText series, double value, long timestampMillis) throws ExpositionException {
        lines.add("sample " + series.labels() + " " + number(value) + time(timestampMillis)
                + (series.isCreated() ? " created" : ""));
    }

    @Override
    public void exemplar(ExemplarText exemplar) throws ExpositionException {
        lines.add("exemplar " + exemplar.labels() + " " + number(exemplar.value()) + time(exemplar.timestampMillis()));
    }

    @Override
    public void family(FamilyText family) {
        FamilyMetadata said = family.metadata();
        lines.add("family " + said.name() + " " + said.type() + " [" + said.help() + "] [" + said.unit() + "]");
    }

    private static String time(long timestampMillis) {
        return timestampMillis == NO_TIMESTAMP ? "" : " @" + timestampMillis;
    }

    private static String number(double value) {
        if (Double.isNaN(value)) {
            return Double.doubleToRawLongBits(value) == Double.doubleToRawLongBits(FloatReader.NAN)
                    ? "NaN"
                    : "another NaN";
        }
        return Double.toString(value).replaceFirst("\\.0$", "");
    }
}
