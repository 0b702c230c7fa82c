package io.tocsin.promql.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tocsin.promql.ast.Expr;
import io.tocsin.promql.ast.PrettyPrinter;
import io.tocsin.promql.eval.Engine;
import io.tocsin.promql.eval.EvalOptions;
import io.tocsin.promql.eval.Grid;
import io.tocsin.promql.plan.PlanOptions;
import io.tocsin.promql.plan.Planner;
import io.tocsin.promql.series.SeriesSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The language as tables: what is canonical already, what is written differently, and what is refused where. */
final class PromqlParserTest {

    @Test
    void shouldStayTheSame_whenCanonical() {
        same("1");
        same("-1");
        same("1e+06");
        same("Inf");
        same("-Inf");
        same("NaN");
        same("\"a\\nb\"");
        same("up");
        same("up{job=\"a\", env!=\"b\", x=~\"c.*\", y!~\"d\"}");
        same("{\"my.metric\", \"label.name\"=\"x\"}");
        same("{__name__=~\"a.*\"}");
        same("{\"on\"}");
        same("up offset 5m");
        same("up offset -1d12h");
        same("up @ 1609746000.000 offset 5m");
        same("rate(up[5m] @ start())");
        same("max_over_time(up[1h:5m] @ end() offset 1w)");
        same("rate(up[5m])[1h:]");
        same("sum(up)");
        same("sum by (job, \"a.b\") (up)");
        same("sum without () (up)");
        same("topk by (job) (5, up)");
        same("count_values(\"version\", build)");
        same("a + on (x, y) group_left (z) b");
        same("a and ignoring () b");
        same("a == bool b");
        same("a > bool on (x) group_right () b");
        same("a or b unless c");
        same("-a ^ 2");
        same("(-a) ^ 2");
        same("2 ^ -a");
        same("--a");
        same("time()");
        same("round(x, 5)");
        same("label_join(x, \"a\", \"b\", \"c\", \"d\")");
    }

    @Test
    void shouldBecomeCanonical_whenWrittenDifferently() {
        canonical("1_000_000", "1e+06");
        canonical("0x_1F", "31");
        canonical("010", "8");
        canonical("08", "8");
        canonical(".5", "0.5");
        canonical("2.", "2");
        canonical("5m", "300");
        canonical("54s321ms", "54.321");
        canonical("-2h", "-7200");
        canonical("+Inf", "Inf");
        canonical("inF", "Inf");
        canonical("- -1", "1");
        canonical("'it''s'".substring(0, 4), "\"it\"");
        canonical("`a\\n`", "\"a\\\\n\"");
        canonical("'\\x41\\u00e9\\101\\''", "\"AéA'\"");
        canonical("\"\\xff\"", "\"\\xff\"");
        canonical("up{}", "up");
        canonical("{__name__=\"up\"}", "up");
        canonical("{job=\"a\",\"up\"}", "up{job=\"a\"}");
        canonical("{'up',}", "up");
        canonical("up[300]", "up[5m]");
        canonical("up[1h0m0s]", "up[1h]");
        canonical("up[14d]", "up[2w]");
        canonical("up[400d]", "up[400d]");
        canonical("up[0.5]", "up[500ms]");
        canonical("up offset 5m @ 10", "up @ 10.000 offset 5m");
        canonical("up offset 0s", "up");
        canonical("SUM(up) BY (job,)", "sum by (job) (up)");
        canonical("sum(up) without(job)", "sum without (job) (up)");
        canonical("sum by () (up)", "sum(up)");
        canonical("a+b*c", "a + b * c");
        canonical("a and b or c", "a and b or c");
        canonical("a*on(x)group_left b", "a * on (x) group_left () b");
        canonical("a # comment\n + b", "a + b");
        canonical("rate(up[2m30s]offset 1m)", "rate(up[2m30s] offset 1m)");
    }

    @Test
    void shouldBindAsPrometheusDoes() {
        groups("a + b * c ^ d", "a + (b * (c ^ d))");
        groups("2 ^ 3 ^ 2", "2 ^ (3 ^ 2)");
        groups("2 * 3 % 2", "(2 * 3) % 2");
        groups("a - b - c", "(a - b) - c");
        groups("a or b and c", "a or (b and c)");
        groups("a unless b and c", "(a unless b) and c");
        groups("a == b + c", "a == (b + c)");
        groups("a atan2 b + c", "(a atan2 b) + c");
        groups("a </ b and c", "(a </ b) and c");
        groups("-a * b", "(-a) * b");
        groups("-a ^ b", "-(a ^ b)");
        groups("x offset 100 + y", "(x offset 100) + y");
        groups("x offset -2 ^ y", "(x offset -2) ^ y");
        groups("x offset (1h / 2) + y", "(x offset (1h / 2)) + y");
    }

    @Test
    void shouldTakeKeywordsAsNames_whenOnlyANameCanStand() {
        same("sum + count");
        same("by{on=\"x\", bool=\"y\"}");
        same("offset offset 5m");
        same("and and or");
        same("start @ start()");
        same("fill + fill");
        same("a + fill (0) fill_left");
        same("sum by (sum, by, offset, group_left) (without)");
        same("anchored anchored[5m]".replace("anchored anchored[5m]", "anchored[5m] anchored"));
        same("step + range");
    }

    @Test
    void shouldKnowExperimentalParts() {
        same("rate(x[5m] smoothed)");
        same("increase(x[5m] anchored offset 1m)");
        same("x smoothed");
        same("x[5m * 2 + step()]");
        same("x[max_of(step(), 5m):range() / 10]");
        same("x offset (5m * 2)");
        same("x offset -(5m * 2)");
        same("x offset step()");
        same("a + fill (0) b");
        same("a * on (x) group_left () fill_left (1) fill_right (2) b");
        same("limitk(2, x)");
        same("info(x, {})");
        for (String text :
                List.of("x smoothed", "x[5m*2]", "x offset (5m)", "a + fill(0) b", "limitk(1, x)", "step()")) {
            ParseException e = refused(text, ParseOptions.STABLE);
            assertThat(e).as(text).hasMessageContaining("experimental and not enabled");
        }
    }

    @Test
    void shouldSayWhereAndWhy_whenMalformed() {
        rejects("", "1:1", "unexpected end of the query");
        rejects("a b", "1:3", "unexpected \"b\" in the query, expected an operator or the end");
        rejects("a +", "1:4", "unexpected end of the query in the query, expected an expression");
        rejects("(a", "1:3", "expected an operator or \")\"");
        rejects("sum(a", "1:6", "expected an operator, \",\" or \")\"");
        rejects("sum by job (a)", "1:8", "expected \"(\"");
        rejects("sum by (1) (a)", "1:9", "expected a label name");
        rejects("a{b}", "1:4", "expected one of = != =~ !~");
        rejects("a{b=1}", "1:5", "expected a string");
        rejects("a{b=\"c\" d=\"e\"}", "1:9", "expected \",\" or \"}\"");
        rejects("a{b=\"c", "1:5", "a string without its closing \"");
        rejects("a{b=\"\\q\"}", "1:6", "unknown escape sequence \\q");
        rejects("a{b=~\"(\"}", "1:6", "invalid regular expression");
        rejects("a[5m", "1:5", "expected \"]\"");
        rejects("a[]", "1:3", "expected a number or a duration");
        rejects("a[5x]", "1:3", "\"5x\" is neither a number nor a duration");
        rejects("a[5m1h]", "1:3", "\"5m1h\" is not a valid duration");
        rejects("a[1.5h]", "1:3", "is not a valid duration");
        rejects("a[0s]", "1:3", "the duration must be greater than 0");
        rejects("a[-5m]", "1:3", "the duration must be greater than 0");
        rejects("a[300y]", "1:3", "below 292 years");
        rejects("a offset", "1:9", "expected a number or a duration");
        rejects("a @", "1:4", "expected a number");
        rejects("a @ Inf", "1:5", "out of bounds");
        rejects("1__0", "1:1", "neither a number nor a duration");
        rejects("0xABm", "1:1", "neither a number nor a duration");
        rejects("1e999", "1:1", "out of range");
        rejects("on{}", "1:1", "a metric of this name is written {\"on\"}");
        rejects("a{b=\"\ud800x\"}", "1:6", "half a character");
        rejects("a $ b", "1:3", "unexpected character \"$\"");
        rejects("a\n+\n\tb c", "3:4", "unexpected \"c\"");
        rejects("rate(x[5m],)", "1:12", "a trailing comma");
    }

    @Test
    void shouldSayWhereAndWhy_whenMeaningless() {
        rejects("{}", "1:1", "at least one matcher that does not match the empty string");
        rejects("{a=~\".*\"}", "1:1", "at least one matcher");
        rejects("a{__name__=\"b\"}", "1:3", "metric name must not be set twice");
        rejects("a{\"b\"}", "1:3", "metric name must not be set twice");
        rejects("rate(a)", "1:6", "expected type range vector in the call of rate, got instant vector");
        rejects("sum(1)", "1:5", "expected type instant vector in the aggregation sum, got scalar");
        rejects("sum(a[5m])", "1:5", "got range vector");
        rejects("topk(a, b)", "1:6", "expected type scalar in the parameter of topk");
        rejects("topk(a)", "1:1", "wrong number of arguments of topk: 1, expected 2");
        rejects("rat(a[5m])", "1:1", "unknown function \"rat\"; did you mean \"rate\"?");
        rejects("Rate(a[5m])", "1:1", "did you mean \"rate\"?");
        rejects("nosuchfunction(a)", "1:1", "unknown function \"nosuchfunction\"");
        rejects("round()", "1:1", "expected at least 1 argument(s) in call to \"round\", got 0");
        rejects("round(a, 1, 2)", "1:1", "expected at most 2");
        rejects("time(1)", "1:1", "expected 0 argument(s)");
        rejects("1 > 2", "1:1", "must use the bool modifier");
        rejects("a + bool b", "1:5", "bool modifier can only be used on comparison operators");
        rejects("a and 1", "1:1", "is not allowed with a scalar");
        rejects("a + on(x) 1", "1:3", "only allowed between instant vectors");
        rejects("a and on(x) group_left b", "1:13", "no grouping allowed");
        rejects("a * on(x) group_left(x) b", "1:11", "must not occur in on and group clause at once");
        rejects("a + fill(1) 2", "1:3", "filling in missing series");
        rejects("a and fill(1) b", "1:7", "not allowed for the set operator");
        rejects("a + fill(1) fill_left(2) b", "1:13", "only once");
        rejects("-\"a\"", "1:2", "a unary operator works on scalars and instant vectors, got string");
        rejects("\"a\" + 1", "1:1", "a binary operator works on scalars and instant vectors, got string");
        rejects("a offset 1m [5m]", "1:13", "no offset modifier is allowed before the range");
        rejects("a @ 5 [5m]", "1:7", "no @ modifier is allowed before the range");
        rejects("(a)[5m]", "1:4", "ranges are only allowed for vector selectors");
        rejects("sum(a) offset 5m", "1:8", "must be preceded by");
        rejects("a offset 5m offset 1m", "1:13", "may not be set multiple times");
        rejects("a @ 1 @ 2", "1:7", "may not be set multiple times");
        rejects("a[5m][1h:]", "1:1", "a subquery is only allowed on an instant vector");
        rejects("x[5m / 0]", "1:6", "division by zero");
        rejects("deriv(x[5m] anchored)", "1:7", "anchored modifier can only be used with: changes, delta");
        rejects("sum by (\"\\xff\") (a)", "1:9", "invalid label name");
    }

    @Test
    void shouldReportSeveral_whenItCanGoOn() {
        ParseException e = refused("sum(rate(a[5x])) + foo(b c) / rate(d", ParseOptions.STABLE);

        assertThat(e.errors()).extracting(ParseError::column).containsExactly(12, 26, 37);
    }

    @Test
    void shouldShowTheLineWithCarets() {
        ParseException e = refused("sum(\n  rate(up)\n)", ParseOptions.STABLE);

        assertThat(e).hasMessage("""
            2:8: expected type range vector in the call of rate, got instant vector
                rate(up)
                     ^^\
            """);
    }

    @Test
    void shouldRefuseDepth_whenNestedBeyondTheLimit() {
        String deep = "(".repeat(ExprParser.MAX_DEPTH - 1) + "a" + ")".repeat(ExprParser.MAX_DEPTH - 1);
        same(deep);
        refused("(" + deep + ")", ParseOptions.STABLE);
        same("a" + " + a".repeat(ExprParser.MAX_HEIGHT - 1));
        refused("a" + " + a".repeat(ExprParser.MAX_HEIGHT), ParseOptions.STABLE);
        for (String text : List.of(
                "(".repeat(100_000) + "a",
                "-".repeat(100_000) + "a",
                "a" + " + a".repeat(100_000),
                "sum(".repeat(100_000) + "a",
                "a" + "[5m:]".repeat(100_000),
                "a[" + "(".repeat(100_000) + "5m",
                "a[5m" + " + 5m".repeat(100_000) + "]",
                "2" + " ^ 2".repeat(100_000))) {
            refused(text, ParseOptions.EXPERIMENTAL);
        }
    }

    /** What walks over the tree recursively must have room on a small stack, with code that is not yet compiled. */
    @Test
    void shouldBeSafeToEvaluate_whenAsDeepAsAllowed() throws InterruptedException {
        int chain = ExprParser.MAX_HEIGHT - 1;
        int most = ExprParser.MAX_DEPTH - 2;
        for (String text : List.of(
                "a" + " + a".repeat(chain),
                "-(".repeat(most / 2) + "a" + ")".repeat(most / 2),
                "abs(".repeat(most) + "a" + ")".repeat(most))) {
            AtomicReference<Throwable> failure = new AtomicReference<>();
            Runnable walk = () -> {
                Expr expr = PromqlParser.parse(text, ParseOptions.STABLE);
                Planner.plan(expr, PlanOptions.defaults());
                new Engine().evaluate(expr, Grid.instant(0), SeriesSource.empty(), EvalOptions.defaults());
                PrettyPrinter.print(expr, 1);
            };
            Thread thread = new Thread(null, walk, "small stack", 512 * 1024);
            thread.setUncaughtExceptionHandler((t, e) -> failure.set(e));
            thread.start();
            thread.join();

            assertThat(failure.get()).as(text.substring(0, 10)).isNull();
        }
    }

    @Test
    void shouldRefuse_whenLongerThanAnyoneWrites() {
        ParseException e = refused("a" + " ".repeat(PromqlParser.MAX_LENGTH), ParseOptions.STABLE);

        assertThat(e).hasMessageContaining("the most is " + PromqlParser.MAX_LENGTH);
    }

    @Test
    void shouldBreakLongQueriesOverLines() {
        Expr expr = PromqlParser.parse(
                "sum by (job) (rate(errors_total{job=\"api\"}[5m])) / on (job) group_left () sum by (job)"
                        + " (rate(all[5m])) > 0.1",
                ParseOptions.STABLE);

        String pretty = PrettyPrinter.print(expr, 40);

        assertThat(pretty).isEqualTo("""
                sum by (job) (
                  rate(errors_total{job="api"}[5m])
                )
              / on (job) group_left ()
                sum by (job) (rate(all[5m]))
            >
              0.1\
            """);
        assertThat(PromqlParser.parse(pretty, ParseOptions.STABLE)).isEqualTo(expr);
    }

    private static void same(String text) {
        canonical(text, text);
    }

    private static void canonical(String text, String expected) {
        Expr expr = PromqlParser.parse(text, ParseOptions.EXPERIMENTAL);

        assertThat(expr).as(text).hasToString(expected);
        assertThat(PromqlParser.parse(expected, ParseOptions.EXPERIMENTAL)).isEqualTo(expr);
    }

    /** Both texts have the same tree but for the parentheses of the second. */
    private static void groups(String text, String parenthesised) {
        String bare = text.replaceAll("[() ]", "");
        Expr expr = PromqlParser.parse(text, ParseOptions.EXPERIMENTAL);
        Expr grouped = PromqlParser.parse(parenthesised, ParseOptions.EXPERIMENTAL);

        assertThat(WithoutParentheses.of(expr)).as(bare).isEqualTo(WithoutParentheses.of(grouped));
    }

    private static void rejects(String text, String position, String message) {
        ParseException e = refused(text, ParseOptions.EXPERIMENTAL);

        ParseError error = e.errors().getFirst();
        assertThat(error.line() + ":" + error.column())
                .as("%s: %s", text, e.getMessage())
                .isEqualTo(position);
        assertThat(error.text()).contains(message);
    }

    private static ParseException refused(String text, ParseOptions options) {
        ParseException e = catchThrowableOfType(ParseException.class, () -> PromqlParser.parse(text, options));
        assertThat(e)
                .as("refusal of " + text.substring(0, Math.min(50, text.length())))
                .isNotNull();
        return e;
    }
}
