package io.tocsin.schemas.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A node of a YAML document that knows where it stands. Getters never throw: what is not as it should be is recorded
 * in the {@link Problems} given to {@link #parse}, and the default is returned, so that one pass finds every mistake.
 * A missing key and an empty value ({@code key:}) are the same: absent.
 */
public final class YamlNode {

    private final YamlSource source;
    private final @Nullable Node node;
    private final Position position;
    private final Position keyPosition;
    private final String path;

    /** @param before the position of the key, else of the node above */
    YamlNode(YamlSource source, @Nullable Node node, Position before, String path) {
        this.source = source;
        this.node = node == null || node.getTag().equals(Tag.NULL) ? null : node;
        this.position = node == null ? before : source.position(node);
        this.keyPosition = before;
        this.path = path;
    }

    /** @return the root; absent if the text is empty or is no YAML, which is then a problem */
    public static YamlNode parse(String file, String text, Problems problems) {
        return YamlSource.parse(file, text, problems);
    }

    /** Of an absent node: that of the nearest node above. */
    public Position position() {
        return position;
    }

    /** From the root, as {@code collector.targets[2].url}. */
    public String path() {
        return path;
    }

    public boolean isPresent() {
        return node != null;
    }

    /** Records a mistake of this node. */
    public void problem(String message) {
        source.problems().add(position, path, message);
    }

    /** @return where a place in this scalar's text (line and column from 1) stands in the file */
    public Position within(int line, int column) {
        return node instanceof ScalarNode scalar ? source.within(scalar, line, column) : position;
    }

    /** @return absent if there is no such key */
    public YamlNode get(String key) {
        YamlNode child = entries().get(key);
        return child == null ? new YamlNode(source, null, position, YamlSource.join(path, key)) : child;
    }

    /** In the order of the file, then what YAML's merge key {@code <<} brings in; empty if absent. */
    public Map<String, YamlNode> entries() {
        Map<String, YamlNode> entries = new LinkedHashMap<>();
        if (node instanceof MappingNode mapping) {
            collect(mapping, entries, Collections.newSetFromMap(new IdentityHashMap<>()));
        } else if (node != null) {
            problem("must be a mapping (key: value), is " + kind());
        }
        return entries;
    }

    private void collect(Node merged, Map<String, YamlNode> into, Set<Node> seen) {
        if (merged instanceof SequenceNode several) {
            several.getValue().forEach(each -> collect(each, into, seen));
        }
        if (!(merged instanceof MappingNode mapping) || !seen.add(mapping)) {
            return;
        }
        Map<String, YamlNode> own = new LinkedHashMap<>();
        for (NodeTuple entry : mapping.getValue()) {
            if (entry.getKeyNode() instanceof ScalarNode key && !isMerge(key)) {
                String name = key.getValue();
                Position at = source.position(key);
                own.put(name, new YamlNode(source, entry.getValueNode(), at, YamlSource.join(path, name)));
            }
        }
        own.forEach(into::putIfAbsent);
        for (NodeTuple entry : mapping.getValue()) {
            if (entry.getKeyNode() instanceof ScalarNode key && isMerge(key)) {
                collect(entry.getValueNode(), into, seen);
            }
        }
    }

    private static boolean isMerge(ScalarNode key) {
        return key.getValue().equals("<<") && key.getScalarStyle() == ScalarStyle.PLAIN;
    }

    /** This node's elements; empty if absent. */
    public List<YamlNode> elements() {
        List<YamlNode> elements = new ArrayList<>();
        if (node instanceof SequenceNode sequence) {
            for (Node item : sequence.getValue()) {
                elements.add(new YamlNode(source, item, position, path + "[" + elements.size() + "]"));
            }
        } else if (node != null) {
            problem("must be a list, is " + kind());
        }
        return elements;
    }

    /** The text of this scalar; a problem and the empty string if it is none. */
    public String text() {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        problem(node == null ? "must have a value" : "must be a single value, is " + kind());
        return "";
    }

    public List<YamlNode> list(String key) {
        return get(key).elements();
    }

    /** The texts of a list of scalars. */
    public List<String> strings(String key) {
        return list(key).stream().map(YamlNode::text).toList();
    }

    public String string(String key, String dflt) {
        return optionalString(key).orElse(dflt);
    }

    public Optional<String> optionalString(String key) {
        YamlNode child = get(key);
        return child.isPresent() ? Optional.of(child.text()) : Optional.empty();
    }

    /** @return the empty string, and a problem, if it is missing or empty */
    public String requiredString(String key) {
        YamlNode child = get(key);
        if (!child.isPresent()
                || (child.node instanceof ScalarNode && child.text().isEmpty())) {
            child.problem("is required");
            return "";
        }
        return child.text();
    }

    public int integer(String key, int dflt) {
        return parsed(key, dflt, "a whole number", Integer::parseInt);
    }

    public long wholeNumber(String key, long dflt) {
        return parsed(key, dflt, "a whole number", Long::parseLong);
    }

    public double number(String key, double dflt) {
        return parsed(key, dflt, "a number", Double::parseDouble);
    }

    public boolean bool(String key, boolean dflt) {
        return parsed(key, dflt, "true or false", YamlNode::parseBoolean);
    }

    private static boolean parseBoolean(String text) {
        return switch (text) {
            case "true", "True", "TRUE" -> true;
            case "false", "False", "FALSE" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }

    private <T> T parsed(String key, T dflt, String what, Function<String, T> parser) {
        YamlNode child = get(key);
        if (!child.isPresent()) {
            return dflt;
        }
        if (!(child.node instanceof ScalarNode scalar)) {
            child.problem("must be " + what + ", is " + child.kind());
            return dflt;
        }
        try {
            return parser.apply(scalar.getValue());
        } catch (IllegalArgumentException e) {
            child.problem("must be " + what + ", is \"" + scalar.getValue() + "\"");
            return dflt;
        }
    }

    /** Prometheus' durations, see {@link Durations}. */
    public Duration duration(String key, Duration dflt) {
        return optionalDuration(key).orElse(dflt);
    }

    public Optional<Duration> optionalDuration(String key) {
        YamlNode child = get(key);
        if (!child.isPresent()) {
            return Optional.empty();
        }
        if (!(child.node instanceof ScalarNode scalar)) {
            child.problem("must be a duration such as 30s, is " + child.kind());
            return Optional.empty();
        }
        try {
            return Optional.of(Durations.parse(scalar.getValue()));
        } catch (IllegalArgumentException e) {
            child.problem(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** Names to texts; an empty value is the empty text. */
    public SortedMap<String, String> stringMap(String key) {
        SortedMap<String, String> map = new TreeMap<>();
        get(key).entries().forEach((name, value) -> map.put(name, value.isPresent() ? value.text() : ""));
        return map;
    }

    /** No message ever repeats its text. */
    public Optional<Secret> secret(String key) {
        return optionalString(key).map(Secret::new);
    }

    /** Any other key is a problem. */
    public void allowOnly(String... keys) {
        List<String> known = Arrays.asList(keys);
        entries().forEach((key, child) -> {
            if (!known.contains(key)) {
                String hint = Spelling.nearest(key, known)
                        .map(near -> "did you mean \"" + near + "\"?")
                        .orElseGet(
                                () -> "known here: " + known.stream().sorted().collect(Collectors.joining(", ")));
                source.problems().add(child.keyPosition, child.path, "unknown key; " + hint);
            }
        });
    }

    private String kind() {
        return switch (node) {
            case null -> "empty";
            case MappingNode mapping -> "a mapping";
            case SequenceNode sequence -> "a list";
            default -> "a single value";
        };
    }
}
