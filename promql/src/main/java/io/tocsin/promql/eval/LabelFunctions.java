package io.tocsin.promql.eval;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.tocsin.promql.PromqlException;
import io.tocsin.promql.ast.Expr;
import io.tocsin.schemas.labels.BoundedRegex;
import io.tocsin.schemas.labels.GoRegex;
import io.tocsin.schemas.labels.Labels;
import java.util.ArrayList;
import java.util.List;

/** {@code label_replace} and {@code label_join}. */
final class LabelFunctions {

    private final Evaluation evaluation;

    LabelFunctions(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    List<Points> replace(Expr.Call call, Grid grid) {
        String target = labelName(call, 1, "destination");
        String replacement = text(call, 2);
        String source = text(call, 3);
        Pattern pattern = compile(text(call, 4));
        List<Points> rows = new ArrayList<>();
        for (Points row : evaluation.vector(call.arguments().getFirst(), grid)) {
            Matcher matcher = pattern.matcher(row.labels().get(source));
            rows.add(matcher.matches() ? set(row, target, GoRegex.expand(matcher, replacement)) : row);
        }
        return Rows.merge(rows);
    }

    private static Pattern compile(String regex) {
        try {
            return BoundedRegex.compile("^(?s:" + regex + ")$", 0);
        } catch (PatternSyntaxException e) {
            throw new PromqlException("invalid regular expression in label_replace(): " + regex);
        }
    }

    List<Points> join(Expr.Call call, Grid grid) {
        String target = labelName(call, 1, "destination");
        String separator = text(call, 2);
        List<String> sources = new ArrayList<>();
        for (int i = 3; i < call.arguments().size(); i++) {
            sources.add(labelName(call, i, "source"));
        }
        List<Points> rows = new ArrayList<>();
        for (Points row : evaluation.vector(call.arguments().getFirst(), grid)) {
            List<String> values = sources.stream().map(row.labels()::get).toList();
            rows.add(set(row, target, String.join(separator, values)));
        }
        return Rows.merge(rows);
    }

    /** A name that is set anew stays, whatever was to be dropped. */
    private static Points set(Points row, String label, String value) {
        Points changed = row.withLabels(row.labels().with(label, value));
        return label.equals(Labels.METRIC_NAME) ? changed.withName(false) : changed;
    }

    private String text(Expr.Call call, int index) {
        return evaluation.text(call.arguments().get(index));
    }

    private String labelName(Expr.Call call, int index, String role) {
        String name = text(call, index);
        if (!LabelNames.isValid(name)) {
            throw new PromqlException(
                    "invalid " + role + " label name in " + call.function() + "(): " + LabelNames.quote(name));
        }
        return name;
    }
}
