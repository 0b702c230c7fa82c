package io.tocsin.promql.rules;

import io.tocsin.promql.ast.Expr;
import io.tocsin.schemas.config.Position;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Writes the result of an expression as series of a new name.
 *
 * @param name of the recorded metric
 * @param labels to set or, where empty, to remove; no templates
 */
public record RecordingRule(String name, String text, Expr expr, SortedMap<String, String> labels, Position position)
        implements Rule {

    public RecordingRule {
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    }
}
