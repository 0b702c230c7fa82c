package io.tocsin.streamprocessor.ruletest.mutation;

import io.tocsin.schemas.avro.RuleDefinition;
import io.tocsin.schemas.config.Position;

/**
 * A rule with one small change.
 *
 * @param rule which of the file's it is
 * @param position of the change in the rule file
 * @param from what stands there
 * @param to what the mutant has there
 * @param change the same as a change of the rule
 */
public record Mutant(RuleSite rule, Position position, String from, String to, Change change) {

    /**
     * Which rule of a file.
     *
     * @param index in its group, from 0
     * @param name the alert's, or the recorded metric's
     */
    public record RuleSite(String group, int index, String name) {}

    /** What is different in the rule. */
    public sealed interface Change {

        /** @param text the whole changed expression */
        record Expression(String text) implements Change {}

        /** Another {@code for}. */
        record Hold(long millis) implements Change {}

        /** Another {@code keep_firing_for}. */
        record KeepFiring(long millis) implements Change {}
    }

    /** @param original the rule as the file has it */
    RuleDefinition applyTo(RuleDefinition original) {
        return switch (change) {
            case Change.Expression expression ->
                rule(original, expression.text(), original.getForMillis(), original.getKeepFiringForMillis());
            case Change.Hold hold ->
                rule(original, original.getExpr(), hold.millis(), original.getKeepFiringForMillis());
            case Change.KeepFiring keep -> rule(original, original.getExpr(), original.getForMillis(), keep.millis());
        };
    }

    private static RuleDefinition rule(RuleDefinition like, String expr, long forMillis, long keepFiringForMillis) {
        return new RuleDefinition(
                like.getKind(),
                like.getName(),
                expr,
                forMillis,
                keepFiringForMillis,
                like.getLabels(),
                like.getAnnotations());
    }

    /** The place, the rule, and the change, in one line; then the whole changed expression, if it is in one. */
    @Override
    public String toString() {
        String line = position + ": " + rule.name() + ": " + from + " → " + to;
        return change instanceof Change.Expression expression ? line + "\n    " + expression.text() : line;
    }
}
