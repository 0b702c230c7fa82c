package io.tocsin.promql.template;

import io.tocsin.promql.template.Node.Operand;
import io.tocsin.promql.text.TextPosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A template that has been read: text with actions in {@code {{ }}}, in Go's template language. Immutable. */
public final class Template {

    private final TemplateSource source;
    private final TemplateLanguage language;
    private final List<Node> nodes;
    private final Map<String, Definition> definitions;
    private final List<QueryCall> queries;

    private Template(
            TemplateSource source, TemplateLanguage language, List<Node> nodes, Map<String, Definition> definitions) {
        this.source = source;
        this.language = language;
        this.nodes = List.copyOf(nodes);
        this.definitions = Map.copyOf(definitions);
        QueryCalls calls = new QueryCalls(source);
        calls.collect(nodes);
        definitions.values().forEach(definition -> calls.collect(definition.nodes()));
        this.queries = calls.found();
    }

    /**
     * A label's or annotation's template, in {@link TemplateLanguage#RULES}.
     *
     * @param name for messages
     * @throws TemplateException with line and column
     */
    public static Template parse(String name, String text) {
        return parse(name, text, TemplateLanguage.RULES);
    }

    public static Template parse(String name, String text, TemplateLanguage language) {
        TemplateSource source = new TemplateSource(name, text);
        TemplateParser parser = new TemplateParser(source, language);
        List<Node> nodes = parser.parse();
        return new Template(source, language, nodes, parser.definitions());
    }

    /** @throws TemplateException if it cannot be rendered with these values, or becomes too long */
    public String render(TemplateScope scope) {
        return new Execution(language, definitions, scope).run(source, nodes);
    }

    /** The queries it asks that are written out: these can be evaluated ahead. */
    public List<QueryCall> constantQueries() {
        return queries.stream().filter(QueryCall::isConstant).toList();
    }

    /** The queries it makes up while it is rendered. */
    public List<QueryCall> computedQueries() {
        return queries.stream().filter(query -> !query.isConstant()).toList();
    }

    Map<String, Definition> definitions() {
        return definitions;
    }

    /** Whether it is plain text. */
    public boolean isPlain() {
        return definitions.isEmpty() && nodes.stream().allMatch(node -> node instanceof Node.Text);
    }

    /**
     * A place that calls {@code query}.
     *
     * @param expression empty where it is computed
     * @param position where the expression's text begins, its quote passed; that of the call where it is computed
     */
    public record QueryCall(String expression, boolean isConstant, TextPosition position) {}

    /** By text. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Template that && source.text().equals(that.source.text());
    }

    @Override
    public int hashCode() {
        return source.text().hashCode();
    }

    /** The text as it was written. */
    @Override
    public String toString() {
        return source.text();
    }

    /** Finds the calls of {@code query}. */
    private static final class QueryCalls {

        private final TemplateSource source;
        private final List<QueryCall> found = new ArrayList<>();

        QueryCalls(TemplateSource source) {
            this.source = source;
        }

        List<QueryCall> found() {
            return List.copyOf(found);
        }

        void collect(List<Node> nodes) {
            for (Node node : nodes) {
                switch (node) {
                    case Node.Text text -> {}
                    case Node.Break jump -> {}
                    case Node.Continue jump -> {}
                    case Node.Action action -> collect(action.pipeline());
                    case Node.If branch -> branch(branch.pipeline(), branch.then(), branch.otherwise());
                    case Node.With branch -> branch(branch.pipeline(), branch.then(), branch.otherwise());
                    case Node.Range branch -> branch(branch.pipeline(), branch.body(), branch.otherwise());
                    case Node.Include include -> {
                        if (include.pipeline() != null) {
                            collect(include.pipeline());
                        }
                    }
                }
            }
        }

        private void branch(Node.Pipeline pipeline, List<Node> then, List<Node> otherwise) {
            collect(pipeline);
            collect(then);
            collect(otherwise);
        }

        private void collect(Node.Pipeline pipeline) {
            List<Node.Command> commands = pipeline.commands();
            for (int i = 0; i < commands.size(); i++) {
                List<Operand> operands = new ArrayList<>(commands.get(i).operands());
                operands.forEach(this::nested);
                if (operands.getFirst() instanceof Operand.Function f
                        && f.name().equals("query")) {
                    if (i > 0 && commands.get(i - 1).operands().size() == 1) {
                        operands.add(commands.get(i - 1).operands().getFirst());
                    }
                    query(f, i > 1 ? List.of() : operands);
                }
            }
        }

        private void nested(Operand operand) {
            switch (operand) {
                case Operand.Nested nested -> collect(nested.pipeline());
                case Operand.Fields fields -> nested(fields.of());
                default -> {}
            }
        }

        private void query(Operand.Function call, List<Operand> operands) {
            boolean constant = operands.size() == 2
                    && operands.getLast() instanceof Operand.Constant c
                    && c.value() instanceof String;
            if (constant && operands.getLast() instanceof Operand.Constant c) {
                found.add(new QueryCall(c.value().toString(), true, source.position(c.offset() + 1)));
            } else {
                found.add(new QueryCall("", false, source.position(call.offset())));
            }
        }
    }
}
