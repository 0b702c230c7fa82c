package io.tocsin.promql.parse;

import io.tocsin.promql.ast.Expr;
import io.tocsin.promql.ast.PrettyPrinter;
import java.util.List;
import java.util.Random;

/** What may happen to a query's text: it parses and prints back to itself, or it is refused with a position. */
public final class QueryFuzz {

    private static final List<String> PIECES = List.of(
            "(",
            ")",
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "@",
            "\"",
            "'",
            "`",
            "\\",
            "#",
            "\n",
            "offset",
            "by",
            "on",
            "bool",
            "group_left",
            "5m",
            "0x",
            "1e",
            "-",
            "^",
            "=~",
            "!",
            "</",
            "sum",
            "rate(",
            "start()",
            "\u00e9",
            "\ud83d\ude00",
            "\ud800",
            "\0",
            "smoothed",
            "fill(",
            "inf",
            "nan",
            "..",
            "1_",
            "[5m:",
            "\\x",
            "=~\"(",
            "{2000}");

    private QueryFuzz() {}

    /** A well-formed query with some damage. */
    public static String input(long seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder(new RandomQueries(seed).query());
        for (int i = random.nextInt(6); i > 0; i--) {
            damage(random, text);
        }
        return text.toString();
    }

    private static void damage(Random random, StringBuilder text) {
        int at = random.nextInt(text.length() + 1);
        int to = Math.min(text.length(), at + random.nextInt(8));
        switch (random.nextInt(5)) {
            case 0 -> text.delete(at, to);
            case 1 -> text.insert(at, text.substring(at, to));
            case 2 -> text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
            case 3 -> text.insert(at, (char) random.nextInt(128));
            default -> text.replace(at, to, PIECES.get(random.nextInt(PIECES.size())));
        }
    }

    /** @throws AssertionError if it does anything else */
    public static void check(String text) {
        Expr expr;
        try {
            expr = PromqlParser.parse(text, ParseOptions.EXPERIMENTAL);
        } catch (ParseException e) {
            if (e.errors().isEmpty() || String.valueOf(e.getMessage()).isEmpty()) {
                throw new AssertionError("refused without a reason: " + text, e);
            }
            return;
        }
        Expr again = PromqlParser.parse(expr.toString(), ParseOptions.EXPERIMENTAL);
        Expr pretty = PromqlParser.parse(PrettyPrinter.print(expr, 20), ParseOptions.EXPERIMENTAL);
        if (!again.equals(expr) || !pretty.equals(expr)) {
            throw new AssertionError("does not print back: " + text + " -> " + expr + " -> " + again);
        }
    }
}
