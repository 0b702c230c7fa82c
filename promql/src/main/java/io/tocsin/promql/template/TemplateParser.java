package io.tocsin.promql.template;

import io.tocsin.promql.template.TemplateToken.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the structure of a template: text, actions and their blocks. */
final class TemplateParser {

    private static final int MAX_DEPTH = 100;

    private final TemplateSource source;
    private final TemplateTokens tokens;
    private final PipelineParser pipelines;
    private final Map<String, Definition> definitions = new HashMap<>();
    private int depth;
    private int loops;

    TemplateParser(TemplateSource source, TemplateLanguage language) {
        this.source = source;
        this.tokens = new TemplateTokens(source, TemplateLexer.tokens(source));
        this.pipelines = new PipelineParser(source, tokens, language);
    }

    /** What was defined on the way. */
    Map<String, Definition> definitions() {
        return definitions;
    }

    List<Node> parse() {
        List<Node> nodes = new ArrayList<>();
        List<Node> block = block(true);
        nodes.addAll(block);
        if (!tokens.peek().is(Kind.END)) {
            throw tokens.unexpected("the template");
        }
        return nodes;
    }

    /** Up to, and without, the action {@code end} or {@code else}, or the end of the text. */
    private List<Node> block(boolean top) {
        if (++depth > MAX_DEPTH) {
            throw source.error(tokens.peek().offset(), "nested more than " + MAX_DEPTH + " levels deep");
        }
        List<Node> nodes = new ArrayList<>();
        while (!tokens.peek().is(Kind.END) && !atBlockEnd()) {
            Node node = node(top);
            if (node != null) {
                nodes.add(node);
            }
        }
        depth--;
        return nodes;
    }

    private boolean atBlockEnd() {
        return tokens.peek().is(Kind.OPEN)
                && (tokens.peek(1).isWord("end") || tokens.peek(1).isWord("else"));
    }

    private @Nullable Node node(boolean top) {
        TemplateToken token = tokens.next();
        if (token.is(Kind.TEXT)) {
            return new Node.Text(token.text(), token.offset());
        }
        TemplateToken word = tokens.peek();
        if (!word.is(Kind.WORD)) {
            return action(token);
        }
        return switch (word.text()) {
            case "if", "with", "range" -> {
                tokens.next();
                yield branch(word);
            }
            case "define" -> {
                tokens.next();
                yield define(word, top);
            }
            case "block" -> {
                tokens.next();
                yield namedBlock(word);
            }
            case "template" -> {
                tokens.next();
                yield include(word);
            }
            case "break", "continue" -> {
                tokens.next();
                yield jump(word);
            }
            default -> action(token);
        };
    }

    private Node action(TemplateToken open) {
        Node.Pipeline pipeline = pipelines.pipeline("the action", 1);
        close();
        return new Node.Action(pipeline, open.offset());
    }

    private void close() {
        if (!tokens.peek().is(Kind.CLOSE)) {
            throw tokens.unexpected("the action");
        }
        tokens.next();
    }

    private Node branch(TemplateToken word) {
        int mark = pipelines.mark();
        boolean range = word.isWord("range");
        Node.Pipeline pipeline = pipelines.pipeline(word.text(), range ? 2 : 1);
        close();
        loops += range ? 1 : 0;
        List<Node> then = block(false);
        loops -= range ? 1 : 0;
        List<Node> otherwise = otherwise(word);
        pipelines.release(mark);
        return switch (word.text()) {
            case "if" -> new Node.If(pipeline, then, otherwise, word.offset());
            case "with" -> new Node.With(pipeline, then, otherwise, word.offset());
            default -> new Node.Range(pipeline, then, otherwise, word.offset());
        };
    }

    /** From {@code else} or {@code end} on; {@code else if} takes the {@code end} for itself. */
    private List<Node> otherwise(TemplateToken word) {
        if (tokens.peek().is(Kind.END)) {
            throw source.error(word.offset(), "{{" + word.text() + "}} without {{end}}");
        }
        tokens.next();
        if (tokens.next().isWord("end")) {
            close();
            return List.of();
        }
        TemplateToken again = tokens.peek();
        if (again.is(Kind.WORD) && again.text().equals(word.text()) && !word.isWord("range")) {
            tokens.next();
            return List.of(elseBranch(again));
        }
        close();
        List<Node> otherwise = block(false);
        if (!atBlockEnd() || tokens.peek(1).isWord("else")) {
            throw source.error(word.offset(), "{{" + word.text() + "}} without {{end}}");
        }
        tokens.next();
        tokens.next();
        close();
        return otherwise;
    }

    private Node elseBranch(TemplateToken word) {
        if (++depth > MAX_DEPTH) {
            throw source.error(word.offset(), "nested more than " + MAX_DEPTH + " levels deep");
        }
        Node node = branch(word);
        depth--;
        return node;
    }

    private @Nullable Node define(TemplateToken word, boolean top) {
        if (!top) {
            throw source.error(word.offset(), "{{define}} can only stand at the top level");
        }
        String name = pipelines.templateName();
        close();
        body(word, name);
        return null;
    }

    private Node namedBlock(TemplateToken word) {
        String name = pipelines.templateName();
        Node.Pipeline pipeline = pipelines.pipeline("block", 0);
        close();
        body(word, name);
        return new Node.Include(name, pipeline, word.offset());
    }

    /** A template of its own: it sees no variable from outside but {@code $}. */
    private void body(TemplateToken word, String name) {
        List<String> outside = pipelines.enterTemplate();
        int loopsOutside = loops;
        loops = 0;
        List<Node> nodes = block(false);
        loops = loopsOutside;
        pipelines.leaveTemplate(outside);
        if (!atBlockEnd() || tokens.peek(1).isWord("else")) {
            throw source.error(word.offset(), "{{" + word.text() + "}} without {{end}}");
        }
        tokens.next();
        tokens.next();
        close();
        definitions.put(name, new Definition(source, nodes));
    }

    private Node include(TemplateToken word) {
        String name = pipelines.templateName();
        Node.Pipeline pipeline = tokens.peek().is(Kind.CLOSE) ? null : pipelines.pipeline("template", 0);
        close();
        return new Node.Include(name, pipeline, word.offset());
    }

    private Node jump(TemplateToken word) {
        if (loops == 0) {
            throw source.error(word.offset(), "{{" + word.text() + "}} outside {{range}}");
        }
        close();
        return word.isWord("break") ? new Node.Break(word.offset()) : new Node.Continue(word.offset());
    }
}
