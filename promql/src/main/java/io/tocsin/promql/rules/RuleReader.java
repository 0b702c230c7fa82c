package io.tocsin.promql.rules;

import io.tocsin.promql.ast.Expr;
import io.tocsin.promql.ast.Span;
import io.tocsin.promql.parse.ParseError;
import io.tocsin.promql.parse.ParseException;
import io.tocsin.promql.parse.ParseOptions;
import io.tocsin.promql.parse.PromqlParser;
import io.tocsin.promql.template.Template;
import io.tocsin.promql.template.TemplateException;
import io.tocsin.promql.text.GoString;
import io.tocsin.promql.text.TextPosition;
import io.tocsin.schemas.config.Position;
import io.tocsin.schemas.config.Problem;
import io.tocsin.schemas.config.Problems;
import io.tocsin.schemas.config.YamlNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads one rule. */
final class RuleReader {

    private final ParseOptions options;
    private final Problems problems;
    private final List<Problem> warnings = new ArrayList<>();
    private final LabelReader labels = new LabelReader();

    RuleReader(ParseOptions options, Problems problems) {
        this.options = options;
        this.problems = problems;
    }

    /** What was found so far that is allowed and probably a mistake. */
    List<Problem> warnings() {
        return warnings;
    }

    /** @return empty if it is not even clear of which kind the rule is */
    Optional<Rule> rule(YamlNode node) {
        node.allowOnly("record", "alert", "expr", "for", "keep_firing_for", "labels", "annotations");
        boolean record = isGiven(node.get("record"));
        boolean alert = isGiven(node.get("alert"));
        String text = node.requiredString("expr");
        Expr expr = text.isEmpty() ? nothing() : expr(node.get("expr"), text);
        if (record == alert) {
            String reason = record ? "a rule cannot be both, record and alert" : "a rule needs a record or an alert";
            problems.add(node.position(), node.path(), reason);
            return Optional.empty();
        }
        return Optional.of(record ? recording(node, text, expr) : alerting(node, text, expr));
    }

    private static boolean isGiven(YamlNode node) {
        return node.isPresent() && !node.text().isEmpty();
    }

    private static Expr nothing() {
        return new Expr.NumberLiteral(0, Span.NONE);
    }

    private Expr expr(YamlNode node, String text) {
        try {
            return PromqlParser.parse(text, options);
        } catch (ParseException e) {
            e.errors().forEach(error -> problem(node, new TextPosition(error.line(), error.column()), error.text()));
            return nothing();
        }
    }

    /** @param position in the text of the node */
    private void problem(YamlNode node, TextPosition position, String message) {
        Position at = node.within(position.line(), position.column());
        boolean start = position.line() == 1 && position.column() == 1;
        // Of a folded text the place in the file cannot be told: say which place in the text it is.
        boolean exact = start || !at.equals(node.position());
        problems.add(at, node.path(), exact ? message : message + " (at " + position + " of the text)");
    }

    private Rule recording(YamlNode node, String text, Expr expr) {
        for (String key : new String[] {"for", "keep_firing_for", "annotations"}) {
            if (node.get(key).isPresent()) {
                node.get(key).problem("a recording rule has no " + key + "; only alerts have");
            }
        }
        YamlNode record = node.get("record");
        String name = record.text();
        if (name.contains("{") || name.contains("}")) {
            record.problem("a recording rule's name has no braces; labels go into labels, selectors into expr");
        } else if (!GoString.isValid(name)) {
            record.problem("invalid metric name " + GoString.quote(name));
        }
        return new RecordingRule(name, text, expr, labels.labels(node.get("labels")), node.position());
    }

    private Rule alerting(YamlNode node, String text, Expr expr) {
        SortedMap<String, Template> labelTemplates = new TreeMap<>();
        node.get("labels").entries().forEach((name, value) -> {
            labels.checkLabelName(name, value);
            labelTemplates.put(name, template(name, value));
        });
        SortedMap<String, Template> annotations = new TreeMap<>();
        node.get("annotations").entries().forEach((name, value) -> {
            labels.checkAnnotationName(name, value);
            annotations.put(name, template(name, value));
        });
        checkCommand(node.get("annotations"));
        return new AlertingRule(
                node.get("alert").text(),
                text,
                expr,
                node.duration("for", Duration.ZERO),
                node.duration("keep_firing_for", Duration.ZERO),
                labelTemplates,
                annotations,
                node.position());
    }

    /** What is asked of other systems is told wrong here, before anything can act on it. */
    private static void checkCommand(YamlNode annotations) {
        SortedMap<String, String> texts = new TreeMap<>();
        annotations.entries().forEach((name, value) -> {
            if (name.startsWith("command")) {
                texts.put(name, value.isPresent() ? value.text() : "");
            }
        });
        CommandRequest.of(texts, (name, mistake) -> annotations.get(name).problem(mistake));
    }

    /** Reads a template and what it asks. */
    Template template(String name, YamlNode node) {
        String text = node.isPresent() ? node.text() : "";
        try {
            Template template = Template.parse(name, text);
            template.constantQueries().forEach(query -> query(node, query));
            template.computedQueries().forEach(query -> warnOfComputed(node, query));
            return template;
        } catch (TemplateException e) {
            problem(node, e.position(), "template: " + e.reason());
            return Template.parse(name, "");
        }
    }

    /** Files in use have them, and rule tests can answer them; what evaluates ahead cannot. */
    private void warnOfComputed(YamlNode node, Template.QueryCall query) {
        Position at = node.within(query.position().line(), query.position().column());
        String message = "the expression of this query is made up while the alert is rendered: only constant strings "
                + "can be planned with the rule; rule tests answer this one, a running instance refuses it";
        warnings.add(new Problem(at, node.path(), message));
    }

    /** Checks a query of a template; its errors are told where they stand in the template. */
    private void query(YamlNode node, Template.QueryCall query) {
        try {
            PromqlParser.parse(query.expression(), options);
        } catch (ParseException e) {
            for (ParseError error : e.errors()) {
                TextPosition start = query.position();
                int column = error.line() == 1 ? start.column() + error.column() - 1 : error.column();
                problem(node, new TextPosition(start.line() + error.line() - 1, column), "query: " + error.text());
            }
        }
    }
}
