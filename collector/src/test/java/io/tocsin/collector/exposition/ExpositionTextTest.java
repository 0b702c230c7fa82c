package io.tocsin.collector.exposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.collector.intake.RawLabels;
import io.tocsin.schemas.labels.Labels;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a scraper finds in the texts it is handed, and in errors. */
final class ExpositionTextTest {

    @Test
    void shouldKnowASeriesByItsBytes_whenItComesAgain() throws ExpositionException {
        Map<RawLabels, String> known = new HashMap<>();
        List<String> read = new ArrayList<>();
        RawLabels probe = RawLabels.probe();
        ExpositionSink sink = (series, value, timestamp) -> {
            probe.pointTo(series.bytes(), series.from(), series.to());
            if (!known.containsKey(probe)) {
                read.add(text(series.bytes(), series.from(), series.to()));
                known.put(probe.lasting(), series.labels().toString());
            }
        };

        parse("  a 1\na {b=\"c\"} 1 5\n{\"a.b\", c=\"d\"} 1\n", sink);
        parse("# HELP a x\na 2\n\n{\"a.b\", c=\"d\"} 3\na {b=\"c\"} 4\na{b=\"c\"} 5\n", sink);

        assertThat(read).containsExactly("a", "a {b=\"c\"}", "{\"a.b\", c=\"d\"}", "a{b=\"c\"}");
        assertThat(known.values()).containsExactlyInAnyOrder("a", "a{b=\"c\"}", "a.b{c=\"d\"}", "a{b=\"c\"}");
    }

    @Test
    void shouldKnowAFamilyByItsBytes() throws ExpositionException {
        List<String> families = new ArrayList<>();
        ExpositionSink sink = new ExpositionSink() {
            @Override
            public void sample(SeriesText series, double value, long timestampMillis) {}

            @Override
            public void family(FamilyText family) {
                families.add(text(family.bytes(), family.from(), family.to()));
            }
        };

        parse("\n# HELP a x\n# TYPE a gauge\na 1\n# TYPE b counter", sink);

        assertThat(families).containsExactly("# HELP a x\n# TYPE a gauge", "# TYPE b counter");
    }

    @Test
    void shouldUseTheStringsOfOthers_whenThereAreEqualOnes() throws ExpositionException {
        Map<String, String> strings = new HashMap<>();
        List<Labels> read = new ArrayList<>();

        parse(
                "a{b=\"c\"} 1\na{b=\"c\",d=\"e\"} 2\n",
                (series, value, timestamp) ->
                        read.add(series.labels(fresh -> strings.computeIfAbsent(fresh, same -> same))));

        assertThat(read.getLast().get("b")).isSameAs(read.getFirst().get("b"));
    }

    @Test
    void shouldReadOnlyAsFarAsTold_whenTheArrayIsLonger() throws ExpositionException {
        byte[] bytes = "a 12\nb 3\n".getBytes(StandardCharsets.UTF_8);
        List<Double> values = new ArrayList<>();

        ExpositionFormat.PROMETHEUS.parse(bytes, 3, (series, value, timestamp) -> values.add(value));

        assertThat(values).containsExactly(1.0);
    }

    @Test
    void shouldEnd_whenTheSinkRefuses() {
        List<Double> values = new ArrayList<>();

        assertThatThrownBy(() -> parse("a 1\nb{c=\"1\",c=\"2\"} 2\nd 3\n", (series, value, timestamp) -> {
                    series.labels();
                    values.add(value);
                }))
                .isInstanceOf(ExpositionException.class)
                .hasMessage("2:9: expected a label that was not there before, got \"c\": b{c=\"1\",c=\"2\"} 2");
        assertThat(values).containsExactly(1.0);
    }

    @Test
    void shouldSayWhatWasThere() {
        assertThat(message("a 1\nb true\n"))
                .isEqualTo("2:3: expected a value (a decimal number, NaN, +Inf or -Inf), got \"true\": b true");
        assertThat(message("a\n")).contains("got the end of the line");
        assertThat(message("a{b=\"c\",")).contains("got the end of the body");
        assertThat(message("a{b \"c\"} 1")).contains("got \"\"\"");
        assertThat(message("a{b=\tc} 1")).contains("got \"c\"");
        assertThat(message("a 1\r\n")).contains("got \"1\\r\"").endsWith(": a 1\\r");
        assertThat(message("\u0000a")).contains("got \"\\x00\"");
        assertThat(message("é 1")).contains("got \"é\"");
        assertThat(message("a " + "9x".repeat(50))).contains("got \"" + "9x".repeat(20) + "…\"");
    }

    @Test
    void shouldShortenTheLine_aroundThePlace() {
        String labels = "x=\"" + "y".repeat(500) + "\"";

        assertThat(message("a{" + labels + ",!}")).endsWith("…" + "y".repeat(78) + "\",!}");
        assertThat(message("a!{" + labels + "}")).endsWith("a!{" + labels.substring(0, 117) + "…");
        assertThat(message("a{" + labels + ",!" + "z".repeat(500)))
                .hasSizeLessThan(300)
                .endsWith("zz…");
    }

    @Test
    void shouldShortenTheLine_whateverItsCharacters() {
        String long4 = "😀".repeat(100_000);

        assertThat(message("a{b=\"" + long4 + "\",!}"))
                .startsWith("1:100008: ")
                .endsWith("…" + "😀".repeat(39) + "\",!}");
        assertThat(message("a{!" + long4))
                .startsWith("1:3: ")
                .hasSizeLessThan(400)
                .endsWith("😀…");
    }

    private static String message(String body) {
        try {
            parse(body, (series, value, timestamp) -> series.labels());
            return "";
        } catch (ExpositionException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static void parse(String body, ExpositionSink sink) throws ExpositionException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        ExpositionFormat.PROMETHEUS.parse(bytes, bytes.length, sink);
    }

    private static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }
}
