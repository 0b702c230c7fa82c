package io.tocsin.promql.template;

import io.tocsin.promql.template.Node.Operand;
import io.tocsin.promql.template.TemplateToken.Kind;
import io.tocsin.promql.text.GoString;
import java.util.ArrayList;
import java.util.List;

/** Reads pipelines, and knows which variables are declared where. */
final class PipelineParser {

    private static final int MAX_DEPTH = 100;

    private final TemplateSource source;
    private final TemplateTokens tokens;
    private final TemplateLanguage language;
    private List<String> variables;
    private int depth;

    PipelineParser(TemplateSource source, TemplateTokens tokens, TemplateLanguage language) {
        this.source = source;
        this.tokens = tokens;
        this.language = language;
        this.variables = new ArrayList<>(language.variables());
        variables.add("");
    }

    int mark() {
        return variables.size();
    }

    /** Forgets what was declared since the mark. */
    void release(int mark) {
        variables.subList(mark, variables.size()).clear();
    }

    /** @return the variables of the surrounding one */
    List<String> enterTemplate() {
        List<String> outside = variables;
        variables = new ArrayList<>(List.of(""));
        return outside;
    }

    void leaveTemplate(List<String> outside) {
        variables = outside;
    }

    String templateName() {
        TemplateToken token = tokens.next();
        if (!token.is(Kind.STRING)) {
            throw source.error(token.offset(), "a template's name must be a string, not " + token);
        }
        return string(token);
    }

    /** @param settable how many variables it may set */
    Node.Pipeline pipeline(String context, int settable) {
        if (++depth > MAX_DEPTH) {
            throw source.error(tokens.peek().offset(), "nested more than " + MAX_DEPTH + " levels deep");
        }
        int offset = tokens.peek().offset();
        List<String> set = settable > 0 ? assigned(settable) : List.of();
        boolean declares = !set.isEmpty() && tokens.next().isSymbol(":=");
        List<Node.Command> commands = new ArrayList<>();
        do {
            commands.add(command(context, commands.isEmpty()));
        } while (tokens.acceptSymbol("|"));
        if (declares) {
            variables.addAll(set);
        } else {
            set.forEach(name -> check(name, offset));
        }
        depth--;
        return new Node.Pipeline(set, declares, commands, offset);
    }

    /** The variables before {@code :=} or {@code =}, where there is one. */
    private List<String> assigned(int most) {
        if (!tokens.peek().is(Kind.VARIABLE)) {
            return List.of();
        }
        String first = tokens.peek().text().substring(1);
        TemplateToken after = tokens.peek(1);
        if (after.isSymbol(":=") || after.isSymbol("=")) {
            tokens.next();
            return List.of(first);
        }
        boolean pair = after.isSymbol(",") && tokens.peek(2).is(Kind.VARIABLE);
        if (!pair) {
            return List.of();
        }
        if (most < 2) {
            throw source.error(after.offset(), "only {{range}} can set two variables");
        }
        String second = tokens.peek(2).text().substring(1);
        tokens.next();
        tokens.next();
        tokens.next();
        if (!tokens.peek().isSymbol(":=") && !tokens.peek().isSymbol("=")) {
            throw tokens.unexpected("range");
        }
        return List.of(first, second);
    }

    private Node.Command command(String context, boolean first) {
        int offset = tokens.peek().offset();
        List<Operand> operands = new ArrayList<>();
        while (!tokens.peek().is(Kind.CLOSE)
                && !tokens.peek().isSymbol("|")
                && !tokens.peek().isSymbol(")")) {
            if (!operands.isEmpty() && !tokens.peek().spaced()) {
                throw tokens.unexpected(context + "; a blank is needed between operands");
            }
            operands.add(operand(context));
        }
        if (operands.isEmpty()) {
            throw source.error(offset, "missing value in " + context);
        }
        boolean callable = operands.getFirst() instanceof Operand.Function
                || operands.getFirst() instanceof Operand.Fields
                || operands.getFirst() instanceof Operand.Variable;
        if (operands.getFirst() instanceof Operand.Nil || (!first && !callable)) {
            throw source.error(offset, "what stands here is no command: it cannot take a value");
        }
        return new Node.Command(operands, offset);
    }

    private Operand operand(String context) {
        TemplateToken token = tokens.peek();
        Operand term = term(context);
        List<String> names = new ArrayList<>();
        while (tokens.peek().is(Kind.FIELD)
                && (!tokens.peek().spaced() || (names.isEmpty() && token.equals(tokens.peek())))) {
            names.add(tokens.next().text().substring(1));
        }
        if (names.isEmpty()) {
            return term;
        }
        if (term instanceof Operand.Constant || term instanceof Operand.Nil) {
            throw source.error(token.offset(), token + " has no fields");
        }
        return new Operand.Fields(term, names, token.offset());
    }

    private Operand term(String context) {
        TemplateToken token = tokens.peek();
        int offset = token.offset();
        switch (token.kind()) {
            case FIELD -> {
                // The names are read by the caller; what they belong to is the dot.
                return new Operand.Dot(offset);
            }
            case WORD, VARIABLE, NUMBER, STRING, CHARACTER -> tokens.next();
            case SYMBOL -> {
                return symbol(token, context);
            }
            case TEXT, OPEN, CLOSE, END -> throw tokens.unexpected(context);
        }
        return switch (token.kind()) {
            case WORD -> word(token);
            case VARIABLE -> new Operand.Variable(check(token.text().substring(1), offset), offset);
            case NUMBER -> new Operand.Constant(number(token), offset);
            case CHARACTER -> new Operand.Constant(character(token), offset);
            default -> new Operand.Constant(string(token), offset);
        };
    }

    private Operand symbol(TemplateToken token, String context) {
        if (tokens.acceptSymbol(".")) {
            return new Operand.Dot(token.offset());
        }
        if (!tokens.acceptSymbol("(")) {
            throw tokens.unexpected(context);
        }
        Node.Pipeline inner = pipeline("parentheses", 0);
        if (!tokens.acceptSymbol(")")) {
            throw tokens.unexpected("parentheses");
        }
        return new Operand.Nested(inner, token.offset());
    }

    private Operand word(TemplateToken token) {
        return switch (token.text()) {
            case "true", "false" -> new Operand.Constant(token.isWord("true"), token.offset());
            case "nil" -> new Operand.Nil(token.offset());
            default -> {
                if (!language.hasFunction(token.text())) {
                    throw source.error(token.offset(), "function \"" + token.text() + "\" not defined");
                }
                yield new Operand.Function(token.text(), token.offset());
            }
        };
    }

    private String check(String name, int offset) {
        if (!variables.contains(name)) {
            throw source.error(offset, "undefined variable \"$" + name + "\"");
        }
        return name;
    }

    private String string(TemplateToken token) {
        try {
            return GoString.unquote(token.text());
        } catch (GoString.Malformed e) {
            throw source.error(token.offset() + e.offset(), String.valueOf(e.getMessage()));
        }
    }

    /** A character constant is its number. */
    private Long character(TemplateToken token) {
        String value = string(token);
        if (value.codePointCount(0, value.length()) != 1) {
            throw source.error(token.offset(), "malformed character constant: " + token.text());
        }
        return (long) value.codePointAt(0);
    }

    private Object number(TemplateToken token) {
        Object value = GoNumber.parse(token.text());
        if (value == null) {
            throw source.error(token.offset(), "bad number syntax: " + token.text());
        }
        return value;
    }
}
