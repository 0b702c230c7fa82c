package io.tocsin.promql.template;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** The variables of a template's call. */
final class Frame {

    private final TemplateSource source;
    private final Deque<Variable> variables = new ArrayDeque<>();

    Frame(TemplateSource source, @Nullable Object dot) {
        this.source = source;
        declare("", dot);
    }

    TemplateSource source() {
        return source;
    }

    void declare(String name, @Nullable Object value) {
        variables.push(new Variable(name, value));
    }

    void assign(String name, @Nullable Object value) {
        find(name).value = value;
    }

    @Nullable
    Object get(String name) {
        return find(name).value;
    }

    private Variable find(String name) {
        for (Variable variable : variables) {
            if (variable.name.equals(name)) {
                return variable;
            }
        }
        throw new TemplateError("undefined variable: $" + name);
    }

    int mark() {
        return variables.size();
    }

    void release(int mark) {
        while (variables.size() > mark) {
            variables.pop();
        }
    }

    private static final class Variable {

        private final String name;
        private @Nullable Object value;

        Variable(String name, @Nullable Object value) {
            this.name = name;
            this.value = value;
        }
    }
}
