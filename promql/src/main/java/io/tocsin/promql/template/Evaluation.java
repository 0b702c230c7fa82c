package io.tocsin.promql.template;

import io.tocsin.promql.template.Node.Operand;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values of pipelines. */
final class Evaluation {

    private final TemplateLanguage language;
    private final TemplateScope scope;
    private final Execution execution;

    Evaluation(TemplateLanguage language, TemplateScope scope, Execution execution) {
        this.language = language;
        this.scope = scope;
        this.execution = execution;
    }

    /** Its value; the variables before it are set to that. */
    @Nullable
    Object pipeline(Frame frame, Node.Pipeline pipeline, @Nullable Object dot) {
        Object value = value(frame, pipeline, dot);
        for (String name : pipeline.variables()) {
            if (pipeline.declares()) {
                frame.declare(name, value);
            } else {
                frame.assign(name, value);
            }
        }
        return value;
    }

    /** Its value; no variable is set. */
    @Nullable
    Object value(Frame frame, Node.Pipeline pipeline, @Nullable Object dot) {
        Object value = null;
        boolean first = true;
        for (Node.Command command : pipeline.commands()) {
            execution.step();
            try {
                value = command(new Place(frame, dot), command, first ? List.of() : one(value));
            } catch (TemplateError e) {
                throw frame.source().error(command.offset(), e.reason());
            }
            first = false;
        }
        return value;
    }

    private static List<@Nullable Object> one(@Nullable Object value) {
        List<@Nullable Object> list = new ArrayList<>();
        list.add(value);
        return list;
    }

    private record Place(Frame frame, @Nullable Object dot) {}

    /** @param piped the value of the command before, where there is one: the last argument */
    private @Nullable Object command(Place place, Node.Command command, List<@Nullable Object> piped) {
        Operand first = command.operands().getFirst();
        List<Operand> rest = command.operands().subList(1, command.operands().size());
        return switch (first) {
            case Operand.Function function -> function(place, function.name(), rest, piped);
            case Operand.Fields fields -> {
                List<@Nullable Object> arguments = arguments(place, rest, piped);
                yield fields(place, fields, arguments);
            }
            default -> {
                if (!rest.isEmpty() || !piped.isEmpty()) {
                    throw new TemplateError("can't give argument to non-function " + describe(first));
                }
                yield operand(place, first);
            }
        };
    }

    private static String describe(Operand operand) {
        return operand instanceof Operand.Variable variable ? "$" + variable.name() : "value";
    }

    private List<@Nullable Object> arguments(Place place, List<Operand> operands, List<@Nullable Object> piped) {
        List<@Nullable Object> arguments = new ArrayList<>();
        for (Operand operand : operands) {
            arguments.add(operand(place, operand));
        }
        arguments.addAll(piped);
        return arguments;
    }

    private @Nullable Object operand(Place place, Operand operand) {
        return switch (operand) {
            case Operand.Dot dot -> place.dot;
            case Operand.Nil nil -> null;
            case Operand.Constant constant -> constant.value();
            case Operand.Variable variable -> place.frame.get(variable.name());
            case Operand.Nested nested -> pipeline(place.frame, nested.pipeline(), place.dot);
            case Operand.Function function -> function(place, function.name(), List.of(), List.of());
            case Operand.Fields fields -> fields(place, fields, List.of());
        };
    }

    private @Nullable Object fields(Place place, Operand.Fields fields, List<@Nullable Object> arguments) {
        Object value = operand(place, fields.of());
        int last = fields.names().size() - 1;
        for (int i = 0; i <= last; i++) {
            value = field(value, fields.names().get(i), i == last ? arguments : List.of());
        }
        return value;
    }

    private static @Nullable Object field(@Nullable Object of, String name, List<@Nullable Object> arguments) {
        if (of instanceof TemplateObject object && object.hasMember(name)) {
            return object.member(name, arguments);
        }
        Object data = Values.data(of);
        if (!(data instanceof Map<?, ?> map)) {
            throw new TemplateError(
                    of == null
                            ? "nil data; no entry for key \"" + name + "\""
                            : "can't evaluate field " + name + " in type " + Values.typeName(of));
        }
        if (!arguments.isEmpty()) {
            throw new TemplateError(name + " is not a method but has arguments");
        }
        // A key that is not there has the zero value, as Prometheus sets it: "" of a map of strings.
        Object value = map.get(name);
        return value == null ? "" : value;
    }

    private @Nullable Object function(Place place, String name, List<Operand> operands, List<@Nullable Object> piped) {
        if (name.equals("and") || name.equals("or")) {
            return logic(place, name.equals("or"), operands, piped);
        }
        List<@Nullable Object> arguments = arguments(place, operands, piped);
        if (name.equals("tmpl") && language.hasFunction(name)) {
            Arguments.count(name, arguments, 2, 2);
            return execution.rendered(Arguments.string(name, arguments, 0), arguments.get(1));
        }
        Object value = language.function(name).call(arguments, scope);
        if (value instanceof String text) {
            Limits.checkLength(text.length());
            execution.charge(text.length());
        }
        return value;
    }

    /** The first operand that decides, or the last; those behind it are not looked at. */
    private @Nullable Object logic(Place place, boolean or, List<Operand> operands, List<@Nullable Object> piped) {
        if (operands.isEmpty() && piped.isEmpty()) {
            throw new TemplateError("wrong number of args for " + (or ? "or" : "and") + ": want at least 1 got 0");
        }
        Object value = null;
        for (Operand operand : operands) {
            value = operand(place, operand);
            if (Values.isTrue(value) == or) {
                return value;
            }
        }
        return piped.isEmpty() ? value : piped.getFirst();
    }
}
