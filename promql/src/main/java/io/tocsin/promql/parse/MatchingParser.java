package io.tocsin.promql.parse;

import io.tocsin.promql.ast.BinaryOp;
import io.tocsin.promql.ast.VectorMatching;
import io.tocsin.promql.ast.VectorMatching.Cardinality;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What may stand between a binary operator and its right side. */
final class MatchingParser {

    /** @param matching as written; means something between two instant vectors only */
    record Modifiers(boolean returnBool, VectorMatching matching) {}

    private final Tokens tokens;
    private final ParseErrors errors;
    private final ParseOptions options;
    private final LabelListParser labelLists;
    private final Literals literals;

    MatchingParser(
            Tokens tokens, ParseErrors errors, ParseOptions options, LabelListParser labelLists, Literals literals) {
        this.tokens = tokens;
        this.errors = errors;
        this.options = options;
        this.labelLists = labelLists;
        this.literals = literals;
    }

    Modifiers modifiers(BinaryOp op) {
        Token bool = tokens.peek();
        boolean returnBool = tokens.acceptWord("bool");
        if (returnBool && op.kind() != BinaryOp.Kind.COMPARISON) {
            errors.add(bool.span(), "the bool modifier can only be used on comparison operators");
        }
        Token word = tokens.peek();
        boolean explicit = tokens.acceptWord("on") || tokens.acceptWord("ignoring");
        boolean on = explicit && word.isWord("on");
        List<String> labels = explicit ? labelLists.labels(word.keyword()) : List.of();
        Cardinality cardinality = op.kind() == BinaryOp.Kind.SET ? Cardinality.MANY_TO_MANY : Cardinality.ONE_TO_ONE;
        List<String> include = List.of();
        Token group = tokens.peek();
        if (explicit && (tokens.acceptWord("group_left") || tokens.acceptWord("group_right"))) {
            cardinality = group.isWord("group_left") ? Cardinality.MANY_TO_ONE : Cardinality.ONE_TO_MANY;
            include = tokens.atSymbol("(") ? labelLists.labels(group.keyword()) : List.of();
            checkGroup(op, group, on ? labels : List.of(), include);
        }
        Fills fills = fills(op);
        return new Modifiers(
                returnBool, new VectorMatching(cardinality, on, explicit, labels, include, fills.left, fills.right));
    }

    private void checkGroup(BinaryOp op, Token group, List<String> on, List<String> include) {
        if (op.kind() == BinaryOp.Kind.SET) {
            errors.add(group.span(), "no grouping allowed for the set operator \"" + op + "\"");
        }
        for (String label : include) {
            if (on.contains(label)) {
                errors.add(group.span(), "label \"" + label + "\" must not occur in on and group clause at once");
            }
        }
    }

    /** What {@code fill}, {@code fill_left} and {@code fill_right} said. */
    private record Fills(@Nullable Double left, @Nullable Double right) {}

    private Fills fills(BinaryOp op) {
        Double left = null;
        Double right = null;
        while (atFill()) {
            Token word = tokens.next();
            boolean toLeft = !word.isWord("fill_right");
            boolean toRight = !word.isWord("fill_left");
            checkFill(op, word, (toLeft && left != null) || (toRight && right != null));
            double value = fillValue(word);
            left = toLeft ? Double.valueOf(value) : left;
            right = toRight ? Double.valueOf(value) : right;
        }
        return new Fills(left, right);
    }

    /** These are metric names too, unless a parenthesis follows. */
    private boolean atFill() {
        Token word = tokens.peek();
        boolean fill = word.isWord("fill") || word.isWord("fill_left") || word.isWord("fill_right");
        return fill && tokens.peekNext().isSymbol("(");
    }

    private void checkFill(BinaryOp op, Token word, boolean again) {
        if (!options.experimental()) {
            errors.add(word.span(), "fill modifiers are experimental and not enabled");
        } else if (again) {
            errors.add(word.span(), "a side can be filled only once");
        } else if (op.kind() == BinaryOp.Kind.SET) {
            errors.add(word.span(), "filling in missing series is not allowed for the set operator \"" + op + "\"");
        }
    }

    private double fillValue(Token word) {
        tokens.expectSymbol("(", word.text(), "\"(\"");
        double value = literals.signedNumber(tokens, word.text());
        tokens.expectSymbol(")", word.text(), "\")\"");
        return value;
    }

    /** Reports modifiers that mean nothing because one side at least is a scalar. */
    void rejectBetweenScalars(Modifiers modifiers, Token operator) {
        VectorMatching matching = modifiers.matching();
        if (!matching.labels().isEmpty()) {
            errors.add(operator.span(), "vector matching is only allowed between instant vectors");
        }
        if (matching.fillLeft() != null || matching.fillRight() != null) {
            errors.add(operator.span(), "filling in missing series is only allowed between instant vectors");
        }
    }
}
