package io.tocsin.promql.scripts;

import io.tocsin.promql.eval.Annotation;
import io.tocsin.promql.eval.Grid;
import io.tocsin.promql.series.SeriesNotation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One {@code eval}: a query, when to evaluate it, and what to expect. */
final class EvalCase {

    private static final Pattern INSTANT = Pattern.compile("eval(_\\w+)?\\s+instant\\s+at\\s+(\\S+)\\s+(.+)");
    private static final Pattern RANGE =
            Pattern.compile("eval(_\\w+)?\\s+range\\s+from\\s+(\\S+)\\s+to\\s+(\\S+)\\s+step\\s+(\\S+?)\\s+(.+)");
    private static final Pattern EXPECT =
            Pattern.compile("expect\\s+(fail|warn|info|no_warn|no_info|ordered|string|range vector)\\b\\s*(.*)");
    private static final Pattern MESSAGE = Pattern.compile("(msg|regex)\\s*:\\s*(.*)");
    private static final Pattern UNIT = Pattern.compile("([0-9.]+)(ms|s|m|h|d|w|y)");

    /** An expected message, exact or as a regular expression. */
    record Message(boolean regex, String text) {

        boolean matches(String message, String rendered) {
            return regex
                    ? Pattern.compile(text).matcher(rendered).find()
                    : message.contains(text) || rendered.equals(text);
        }
    }

    final String query;
    final Grid grid;
    final boolean instant;
    boolean fails;
    boolean ordered;
    boolean noWarnings;
    boolean noInfos;
    boolean warns;
    boolean informs;
    final List<Message> failures = new ArrayList<>();
    final List<Message> warnings = new ArrayList<>();
    final List<Message> infos = new ArrayList<>();
    Optional<String> text = Optional.empty();
    Optional<Grid> rangeVector = Optional.empty();
    Optional<Double> scalar = Optional.empty();
    final List<String> expectedLines = new ArrayList<>();

    EvalCase(Script.Command command) {
        Matcher at = INSTANT.matcher(command.text());
        Matcher range = RANGE.matcher(command.text());
        if (at.matches()) {
            grid = Grid.instant(millis(at.group(2)));
            query = at.group(3);
            deprecated(at.group(1));
        } else if (range.matches()) {
            grid = new Grid(millis(range.group(2)), millis(range.group(3)), millis(range.group(4)));
            query = range.group(5);
            deprecated(range.group(1));
        } else {
            throw new IllegalArgumentException("line " + command.line() + ": cannot read " + command.text());
        }
        instant = at.matches();
        command.body().forEach(this::expectation);
    }

    private void deprecated(String suffix) {
        fails |= "_fail".equals(suffix);
        warns |= "_warn".equals(suffix);
        informs |= "_info".equals(suffix);
        ordered |= "_ordered".equals(suffix);
    }

    private void expectation(String line) {
        Matcher expect = EXPECT.matcher(line);
        if (line.startsWith("expected_fail_message")) {
            failures.add(new Message(
                    false, line.substring("expected_fail_message".length()).strip()));
        } else if (line.startsWith("expected_fail_regexp")) {
            failures.add(new Message(
                    true, line.substring("expected_fail_regexp".length()).strip()));
        } else if (expect.matches()) {
            expect(expect.group(1), expect.group(2));
        } else if (line.matches("[-+0-9.eINnaf]+")) {
            scalar = Optional.of(SeriesNotation.number(line));
        } else {
            expectedLines.add(line);
        }
    }

    private void expect(String kind, String rest) {
        switch (kind) {
            case "fail" -> fails = message(rest, failures);
            case "warn" -> warns = message(rest, warnings);
            case "info" -> informs = message(rest, infos);
            case "no_warn" -> noWarnings = true;
            case "no_info" -> noInfos = true;
            case "ordered" -> ordered = true;
            case "string" -> text = Optional.of(rest.substring(1, rest.length() - 1));
            default -> {
                List<String> words = Script.BLANKS.splitAsStream(rest).toList();
                rangeVector = Optional.of(new Grid(millis(words.get(1)), millis(words.get(3)), millis(words.get(5))));
            }
        }
    }

    private static boolean message(String rest, List<Message> into) {
        Matcher message = MESSAGE.matcher(rest);
        if (message.matches()) {
            into.add(new Message(message.group(1).equals("regex"), unquoted(message.group(2))));
        }
        return true;
    }

    private static String unquoted(String text) {
        boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
        return quoted ? text.substring(1, text.length() - 1) : text;
    }

    boolean wants(Annotation.Level level) {
        return level == Annotation.Level.WARNING ? warns : informs;
    }

    List<Message> messages(Annotation.Level level) {
        return level == Annotation.Level.WARNING ? warnings : infos;
    }

    boolean forbids(Annotation.Level level) {
        return level == Annotation.Level.WARNING ? noWarnings : noInfos;
    }

    /** A duration, or a bare number of seconds. */
    static long millis(String text) {
        if (text.matches("-?[0-9.]+")) {
            return new BigDecimal(text).movePointRight(3).longValueExact();
        }
        boolean negative = text.startsWith("-");
        Matcher unit = UNIT.matcher(text);
        long millis = 0;
        while (unit.find()) {
            long factor = switch (unit.group(2)) {
                case "ms" -> 1;
                case "s" -> 1000;
                case "m" -> 60_000;
                case "h" -> 3_600_000;
                case "d" -> 86_400_000;
                case "w" -> 604_800_000;
                default -> 31_536_000_000L;
            };
            millis += Long.parseLong(unit.group(1)) * factor;
        }
        return negative ? -millis : millis;
    }
}
