package io.tocsin.promql.rules;

import io.tocsin.promql.ast.Expr;
import io.tocsin.schemas.config.Position;

/** One rule of a group. */
public sealed interface Rule permits AlertingRule, RecordingRule {

    /** The alert's, or the recorded metric's. */
    String name();

    /** The expression as it was written. */
    String text();

    Expr expr();

    Position position();
}
