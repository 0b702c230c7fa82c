package io.tocsin.collector.relabel;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.tocsin.schemas.config.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code relabel_configs} and {@code metric_relabel_configs}. */
public final class RelabelReader {

    private static final String[] KEYS = {
        "source_labels", "separator", "regex", "modulus", "target_label", "replacement", "action"
    };

    private RelabelReader() {}

    /** @param rules a list, may be absent; mistakes are recorded at their places, and the rule is left out */
    public static Relabelling read(YamlNode rules) {
        List<RelabelRule> read = new ArrayList<>();
        rules.elements().forEach(rule -> rule(rule).ifPresent(read::add));
        return new Relabelling(read);
    }

    private static Optional<RelabelRule> rule(YamlNode node) {
        node.allowOnly(KEYS);
        Optional<Action> action = action(node);
        Optional<Pattern> regex = regex(node);
        if (action.isEmpty() || regex.isEmpty() || !isComplete(node, action.get())) {
            return Optional.empty();
        }
        return Optional.of(new RelabelRule(
                action.get(),
                node.strings("source_labels"),
                node.string("separator", ";"),
                regex.get(),
                node.wholeNumber("modulus", 0),
                node.string("target_label", ""),
                node.string("replacement", "$1")));
    }

    private static Optional<Action> action(YamlNode node) {
        String text = node.string("action", Action.REPLACE.text());
        Optional<Action> action = Action.of(text);
        if (action.isEmpty()) {
            node.get("action")
                    .problem("unknown action \"" + text + "\"; there are: " + String.join(", ", Action.texts()));
        }
        return action;
    }

    private static Optional<Pattern> regex(YamlNode node) {
        String text = node.string("regex", RelabelRule.DEFAULT_REGEX);
        try {
            return Optional.of(RelabelRule.compile(text));
        } catch (PatternSyntaxException e) {
            node.get("regex").problem("not a regular expression (RE2): " + e.getDescription() + ": " + text);
            return Optional.empty();
        }
    }

    private static boolean isComplete(YamlNode node, Action action) {
        boolean complete = true;
        if (action.needsTarget() && node.string("target_label", "").isEmpty()) {
            node.get("target_label").problem("is required by the action " + action.text());
            complete = false;
        }
        if (action == Action.HASHMOD && node.wholeNumber("modulus", 0) < 1) {
            node.get("modulus").problem("is required by the action hashmod, and at least 1");
            complete = false;
        }
        for (String key : uselessWith(action)) {
            if (node.get(key).isPresent()) {
                node.get(key).problem("means nothing to the action " + action.text());
                complete = false;
            }
        }
        return complete;
    }

    /** What Prometheus refuses beside these actions, because whoever wrote it expects something else to happen. */
    private static List<String> uselessWith(Action action) {
        return switch (action) {
            case LABELDROP, LABELKEEP ->
                List.of("source_labels", "separator", "modulus", "target_label", "replacement");
            case KEEPEQUAL, DROPEQUAL -> List.of("separator", "regex", "modulus", "replacement");
            case REPLACE, KEEP, DROP, HASHMOD, LABELMAP, LOWERCASE, UPPERCASE -> List.of();
        };
    }
}
