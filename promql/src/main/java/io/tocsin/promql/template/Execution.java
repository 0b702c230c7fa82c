package io.tocsin.promql.template;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One rendering of a template. */
final class Execution {

    private final TemplateLanguage language;
    private final Map<String, Definition> definitions;
    private final TemplateScope scope;
    private final Evaluation evaluation;
    private StringBuilder out = new StringBuilder();
    private int steps;
    private int calls;

    Execution(TemplateLanguage language, Map<String, Definition> definitions, TemplateScope scope) {
        this.language = language;
        this.definitions = definitions;
        this.scope = scope;
        this.evaluation = new Evaluation(language, scope, this);
    }

    String run(TemplateSource source, List<Node> nodes) {
        Frame frame = new Frame(source, scope.dot());
        scope.variables().forEach(frame::declare);
        execute(frame, nodes, scope.dot());
        return out.toString();
    }

    /** {@code break} and {@code continue} on their way to their loop. */
    private enum Jump {
        NONE,
        BREAK,
        CONTINUE
    }

    private Jump execute(Frame frame, List<Node> nodes, @Nullable Object dot) {
        for (Node node : nodes) {
            Jump jump;
            try {
                step();
                jump = execute(frame, node, dot);
            } catch (TemplateError e) {
                throw frame.source().error(node.offset(), e.reason());
            }
            if (jump != Jump.NONE) {
                return jump;
            }
        }
        return Jump.NONE;
    }

    private Jump execute(Frame frame, Node node, @Nullable Object dot) {
        switch (node) {
            case Node.Text text -> write(text.text());
            case Node.Action action -> {
                Object value = evaluation.pipeline(frame, action.pipeline(), dot);
                if (action.pipeline().variables().isEmpty()) {
                    write(Values.print(value));
                }
            }
            case Node.If branch -> {
                return branch(frame, branch.pipeline(), new Branches(branch.then(), branch.otherwise(), false), dot);
            }
            case Node.With branch -> {
                return branch(frame, branch.pipeline(), new Branches(branch.then(), branch.otherwise(), true), dot);
            }
            case Node.Range range -> {
                return range(frame, range, dot);
            }
            case Node.Include include -> include(frame, include, dot);
            case Node.Break jump -> {
                return Jump.BREAK;
            }
            case Node.Continue jump -> {
                return Jump.CONTINUE;
            }
        }
        return Jump.NONE;
    }

    /** @param moves whether the dot becomes the value, as {@code with} has it */
    private record Branches(List<Node> then, List<Node> otherwise, boolean moves) {}

    private Jump branch(Frame frame, Node.Pipeline pipeline, Branches branches, @Nullable Object dot) {
        int mark = frame.mark();
        Object value = evaluation.pipeline(frame, pipeline, dot);
        Jump jump = Values.isTrue(value)
                ? execute(frame, branches.then, branches.moves ? value : dot)
                : execute(frame, branches.otherwise, dot);
        frame.release(mark);
        return jump;
    }

    private Jump range(Frame frame, Node.Range range, @Nullable Object dot) {
        int mark = frame.mark();
        Object value = evaluation.value(frame, range.pipeline(), dot);
        Jump jump = Jump.NONE;
        int count = 0;
        for (Map.Entry<Object, @Nullable Object> element : Iteration.over(value)) {
            step();
            count++;
            int inner = frame.mark();
            set(frame, range.pipeline(), element);
            jump = execute(frame, range.body(), element.getValue());
            frame.release(inner);
            if (jump == Jump.BREAK) {
                break;
            }
        }
        Jump outer = count == 0 ? execute(frame, range.otherwise(), dot) : Jump.NONE;
        frame.release(mark);
        return outer;
    }

    private static void set(Frame frame, Node.Pipeline pipeline, Map.Entry<Object, @Nullable Object> element) {
        List<String> names = pipeline.variables();
        for (int i = 0; i < names.size(); i++) {
            // A single variable is the element, of two the first is its index.
            Object value = i == names.size() - 1 ? element.getValue() : element.getKey();
            if (pipeline.declares()) {
                frame.declare(names.get(i), value);
            } else {
                frame.assign(names.get(i), value);
            }
        }
    }

    private void include(Frame frame, Node.Include include, @Nullable Object dot) {
        Object value = include.pipeline() == null ? null : evaluation.pipeline(frame, include.pipeline(), dot);
        call(include.name(), value);
    }

    private void call(String name, @Nullable Object dot) {
        Definition definition = definitions.containsKey(name) ? definitions.get(name) : language.definition(name);
        if (definition == null) {
            throw new TemplateError("template \"" + name + "\" not defined");
        }
        if (++calls > Limits.MAX_CALL_DEPTH) {
            throw new TemplateError("templates call each other more than " + Limits.MAX_CALL_DEPTH + " deep");
        }
        execute(new Frame(definition.source(), dot), definition.nodes(), dot);
        calls--;
    }

    /** The output of a named template, as a value. */
    String rendered(String name, @Nullable Object dot) {
        StringBuilder outside = out;
        out = new StringBuilder();
        try {
            call(name, dot);
            return out.toString();
        } finally {
            out = outside;
        }
    }

    private void write(String text) {
        Limits.checkLength((long) out.length() + text.length());
        out.append(text);
    }

    /** Making long texts takes time as well. */
    void charge(int length) {
        steps += length / Limits.CHARACTERS_PER_STEP;
    }

    void step() {
        if (++steps > Limits.MAX_STEPS) {
            throw new TemplateError("the template takes more than " + Limits.MAX_STEPS + " steps");
        }
    }
}
