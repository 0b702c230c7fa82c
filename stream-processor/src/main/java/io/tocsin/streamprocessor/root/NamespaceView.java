package io.tocsin.streamprocessor.root;

import io.tocsin.streamprocessor.alert.ActiveAlert;
import io.tocsin.streamprocessor.rules.PlannedRule;
import io.tocsin.streamprocessor.rules.RuleVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a namespace stands after an instant.
 *
 * @param instant the last evaluated one, in milliseconds
 */
public record NamespaceView(String namespace, long instant, List<GroupView> groups) {

    /** A group and the version of it that holds. */
    public record GroupView(RuleVersion version, List<RuleView> rules) {}

    /**
     * A rule and its alerts.
     *
     * @param health null before the first evaluation
     */
    public record RuleView(
            PlannedRule rule,
            List<ActiveAlert> alerts,
            @Nullable RuleHealth health) {}
}
