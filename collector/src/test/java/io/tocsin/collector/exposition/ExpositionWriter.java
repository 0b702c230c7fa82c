package io.tocsin.collector.exposition;

import io.tocsin.schemas.frame.MetricType;
import io.tocsin.schemas.labels.Labels;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Writes families out as the specifications say.
 *
 * @param escape what is done to a label value; {@link #ESCAPE} is right
 */
record ExpositionWriter(ExpositionFormat format, UnaryOperator<String> escape) {

    static final UnaryOperator<String> ESCAPE =
            text -> text.replace("\\", "\\\\").replace("\n", "\\n").replace("\"", "\\\"");

    byte[] write(List<Family> families) {
        StringBuilder out = new StringBuilder();
        families.forEach(family -> family(family, out));
        return out.append(openMetrics() ? "# EOF\n" : "").toString().getBytes(StandardCharsets.UTF_8);
    }

    private boolean openMetrics() {
        return format == ExpositionFormat.OPENMETRICS;
    }

    private void family(Family family, StringBuilder out) {
        FamilyMetadata said = family.metadata();
        String name = isPlain(said.name()) ? said.name() : quoted(said.name());
        String help = openMetrics()
                ? ESCAPE.apply(said.help())
                : said.help().replace("\\", "\\\\").replace("\n", "\\n");
        out.append("# HELP ").append(name).append(' ').append(help).append('\n');
        out.append("# TYPE ").append(name).append(' ').append(type(said.type())).append('\n');
        if (!said.unit().isEmpty()) {
            out.append("# UNIT ").append(name).append(' ').append(said.unit()).append('\n');
        }
        family.samples().forEach(sample -> sample(sample, out));
    }

    private String type(MetricType type) {
        return type == MetricType.UNKNOWN && !openMetrics()
                ? "untyped"
                : type.name().toLowerCase(Locale.ROOT).replace("_", "");
    }

    private void sample(Family.Sample sample, StringBuilder out) {
        String name = sample.labels().metricName();
        out.append(isPlain(name) ? name + "{" : "{" + quoted(name) + ",");
        labels(sample.labels().withoutMetricName(), out);
        out.append("} ").append(number(sample.value())).append(time(sample.timestampMillis()));
        Family.Exemplar exemplar = sample.exemplar();
        if (exemplar != null) {
            labels(exemplar.labels(), out.append(" # {"));
            out.append("} ").append(number(exemplar.value())).append(time(exemplar.timestampMillis()));
        }
        out.append('\n');
    }

    private void labels(Labels labels, StringBuilder out) {
        for (int i = 0; i < labels.size(); i++) {
            out.append(i == 0 ? "" : ",");
            out.append(isPlain(labels.name(i)) ? labels.name(i) : quoted(labels.name(i)));
            out.append("=\"").append(escape.apply(labels.value(i))).append('"');
        }
    }

    private String time(@Nullable Long millis) {
        if (millis == null) {
            return "";
        }
        return " " + (openMetrics() ? BigDecimal.valueOf(millis, 3).toPlainString() : millis.toString());
    }

    private static String number(double value) {
        return Double.isInfinite(value) ? (value > 0 ? "+Inf" : "-Inf") : Double.toString(value);
    }

    private static boolean isPlain(String name) {
        return name.chars().allMatch(c -> c == '_' || (c < 0x80 && Character.isLetterOrDigit(c)));
    }

    private static String quoted(String name) {
        return '"' + ESCAPE.apply(name) + '"';
    }
}
