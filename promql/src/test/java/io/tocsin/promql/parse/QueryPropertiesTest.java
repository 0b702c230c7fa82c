package io.tocsin.promql.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.promql.ast.Expr;
import io.tocsin.promql.ast.PrettyPrinter;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

final class QueryPropertiesTest {

    @Property(tries = 2000)
    void shouldParseWhatItPrints(@ForAll long seed) {
        Expr expr = PromqlParser.parse(new RandomQueries(seed).query(), ParseOptions.EXPERIMENTAL);

        assertThat(PromqlParser.parse(expr.toString(), ParseOptions.EXPERIMENTAL))
                .isEqualTo(expr);
    }

    @Property(tries = 1000)
    void shouldParseWhatItPrintsPrettily(@ForAll long seed, @ForAll @IntRange(min = 1, max = 120) int width) {
        Expr expr = PromqlParser.parse(new RandomQueries(seed).query(), ParseOptions.EXPERIMENTAL);

        assertThat(PromqlParser.parse(PrettyPrinter.print(expr, width), ParseOptions.EXPERIMENTAL))
                .isEqualTo(expr);
    }

    @Property(tries = 2000)
    void shouldRefuseOrParse_whenTextIsRandom(
            @ForAll @StringLength(max = 60) @CharRange(from = ' ', to = '~') String text) {
        try {
            assertThat(PromqlParser.parse(text, ParseOptions.EXPERIMENTAL)).isNotNull();
        } catch (ParseException e) {
            assertThat(e.errors()).isNotEmpty();
        }
    }
}
