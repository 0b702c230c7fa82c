package io.tocsin.promql.template;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a template is made of. Offsets are into its text. */
sealed interface Node {

    int offset();

    record Text(String text, int offset) implements Node {}

    record Action(Pipeline pipeline, int offset) implements Node {}

    record If(Pipeline pipeline, List<Node> then, List<Node> otherwise, int offset) implements Node {
        public If {
            then = List.copyOf(then);
            otherwise = List.copyOf(otherwise);
        }
    }

    record With(Pipeline pipeline, List<Node> then, List<Node> otherwise, int offset) implements Node {
        public With {
            then = List.copyOf(then);
            otherwise = List.copyOf(otherwise);
        }
    }

    record Range(Pipeline pipeline, List<Node> body, List<Node> otherwise, int offset) implements Node {
        public Range {
            body = List.copyOf(body);
            otherwise = List.copyOf(otherwise);
        }
    }

    /** {@code {{ template "name" pipeline }}}. */
    record Include(String name, @Nullable Pipeline pipeline, int offset) implements Node {}

    record Break(int offset) implements Node {}

    record Continue(int offset) implements Node {}

    /**
     * {@code $v := a | b c}.
     *
     * @param variables what it sets; names without the {@code $}
     * @param declares {@code :=}, not {@code =}
     */
    record Pipeline(List<String> variables, boolean declares, List<Command> commands, int offset) {
        public Pipeline {
            variables = List.copyOf(variables);
            commands = List.copyOf(commands);
        }
    }

    /** A function, method or value, then its arguments. */
    record Command(List<Operand> operands, int offset) {
        public Command {
            operands = List.copyOf(operands);
        }
    }

    /** A term of a command. */
    sealed interface Operand {

        int offset();

        record Dot(int offset) implements Operand {}

        record Nil(int offset) implements Operand {}

        /** A string, {@link Boolean}, {@link Long} or {@link Double}. */
        record Constant(Object value, int offset) implements Operand {}

        /** A function's name. */
        record Function(String name, int offset) implements Operand {}

        /** @param name without the {@code $}; the empty one is what the template was called with */
        record Variable(String name, int offset) implements Operand {}

        record Nested(Pipeline pipeline, int offset) implements Operand {}

        /** {@code .A.B} of something. */
        record Fields(Operand of, List<String> names, int offset) implements Operand {
            public Fields {
                names = List.copyOf(names);
            }
        }
    }
}
