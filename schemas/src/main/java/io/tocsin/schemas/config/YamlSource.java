package io.tocsin.schemas.config;

import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** The text of one YAML file: parses it, and knows where its nodes stand. */
final class YamlSource {

    private final String file;
    private final List<String> lines;
    private final Problems problems;

    /** Nodes found sound: an alias makes one node stand in many places, and these may multiply without end. */
    private final Set<Node> checked = Collections.newSetFromMap(new IdentityHashMap<>());

    private YamlSource(String file, String text, Problems problems) {
        this.file = file;
        this.lines = text.lines().toList();
        this.problems = problems;
    }

    /** @return the root; absent if the text is empty or is no YAML, which is then a problem */
    static YamlNode parse(String file, String text, Problems problems) {
        YamlSource source = new YamlSource(file, text, problems);
        return new YamlNode(source, source.compose(text), Position.startOf(file), "");
    }

    Problems problems() {
        return problems;
    }

    private @Nullable Node compose(String text) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file)
                .setUseMarks(true)
                .setAllowDuplicateKeys(true)
                .setSchema(new CoreSchema())
                .build();
        try {
            Optional<Node> root = new Compose(settings).composeString(text);
            root.ifPresent(node -> check(node, "", Collections.newSetFromMap(new IdentityHashMap<>())));
            return root.orElse(null);
        } catch (MarkedYamlEngineException e) {
            Mark mark = e.getProblemMark().or(e::getContextMark).orElse(null);
            problems.add(mark == null ? Position.startOf(file) : at(mark), "", syntax(e));
        } catch (YamlEngineException e) {
            problems.add(Position.startOf(file), "", "is no YAML: " + e.getMessage());
        } catch (StackOverflowError e) {
            problems.add(Position.startOf(file), "", "is nested too deeply");
        }
        return null;
    }

    private static String syntax(MarkedYamlEngineException e) {
        String context = e.getContext() == null ? "" : e.getContext() + ", ";
        return "is no YAML: " + context + e.getProblem();
    }

    /** Duplicate keys and nodes that contain themselves are mistakes wherever they stand, read or not. */
    private void check(Node node, String path, Set<Node> above) {
        if (checked.contains(node)) {
            return;
        }
        if (!above.add(node)) {
            problems.add(position(node), path, "contains itself through an alias");
            return;
        }
        switch (node) {
            case MappingNode mapping -> checkMapping(mapping, path, above);
            case SequenceNode sequence -> {
                int index = 0;
                for (Node item : sequence.getValue()) {
                    check(item, path + "[" + index++ + "]", above);
                }
            }
            default -> {}
        }
        above.remove(node);
        checked.add(node);
    }

    private void checkMapping(MappingNode mapping, String path, Set<Node> above) {
        Map<String, Position> seen = new HashMap<>();
        for (NodeTuple entry : mapping.getValue()) {
            Position at = position(entry.getKeyNode());
            if (!(entry.getKeyNode() instanceof ScalarNode key)) {
                problems.add(at, path, "a key must be a plain word");
                continue;
            }
            String child = join(path, key.getValue());
            Position first = seen.putIfAbsent(key.getValue(), at);
            if (first != null) {
                problems.add(at, child, "is given twice; first in line " + first.line());
            }
            check(entry.getValueNode(), child, above);
        }
    }

    static String join(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    Position position(Node node) {
        return node.getStartMark().map(this::at).orElseGet(() -> Position.startOf(file));
    }

    private Position at(Mark mark) {
        return new Position(file, mark.getLine() + 1, mark.getColumn() + 1);
    }

    /** Where a place inside a scalar's text stands in the file; the scalar's start if that cannot be told. */
    Position within(ScalarNode scalar, int line, int column) {
        Position start = position(scalar);
        ScalarStyle style = scalar.getScalarStyle();
        if (style == ScalarStyle.LITERAL) {
            return inBlock(start, line, column);
        }
        boolean oneLine = scalar.getEndMark()
                .map(end -> end.getLine() + 1 == start.line())
                .orElse(false);
        if (!oneLine || line != 1 || style == ScalarStyle.FOLDED) {
            return start;
        }
        int quote = style == ScalarStyle.PLAIN ? 0 : 1;
        return new Position(file, start.line(), start.column() + quote + column - 1);
    }

    private Position inBlock(Position start, int line, int column) {
        int first = start.line();
        while (first < lines.size() && lines.get(first).isBlank()) {
            first++;
        }
        if (first >= lines.size()) {
            return start;
        }
        int indent = lines.get(first).length() - lines.get(first).stripLeading().length();
        return new Position(file, start.line() + line, indent + column);
    }
}
