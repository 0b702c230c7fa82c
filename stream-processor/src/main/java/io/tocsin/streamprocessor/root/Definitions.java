package io.tocsin.streamprocessor.root;

import io.tocsin.schemas.avro.RuleGroupVersion;
import io.tocsin.streamprocessor.report.UsedVersion;
import io.tocsin.streamprocessor.rules.RuleVersion;
import io.tocsin.streamprocessor.rules.RuleVersionParser;
import io.tocsin.streamprocessor.rules.RuleVersions;
import io.tocsin.streamprocessor.state.KeyedState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The rule versions that the reports to one namespace name, and how long they are needed. */
final class Definitions {

    private static final String DEFINITION = "definition";
    private static final String SUPERSEDED = "superseded";

    /** Leaves go on naming a superseded version for a minute or two intervals; this is on the safe side. */
    private static final Duration KEPT = Duration.ofHours(1);

    private final String namespace;
    private final KeyedState state;
    private final RuleVersionParser parser;
    private final Map<UsedVersion, RuleVersion> versions = new HashMap<>();

    Definitions(String namespace, KeyedState state, RuleVersionParser parser) {
        this.namespace = namespace;
        this.state = state;
        this.parser = parser;
        state.scan(KeyedState.key(DEFINITION, namespace, ""), (key, bytes) -> parse(RuleVersions.decode(bytes)));
    }

    private void parse(RuleGroupVersion version) {
        versions.computeIfAbsent(used(version), used -> parser.parse(version));
    }

    static UsedVersion used(RuleGroupVersion version) {
        return new UsedVersion(version.getGroup(), version.getVersion(), version.getRevision());
    }

    void add(RuleGroupVersion version) {
        if (!versions.containsKey(used(version))) {
            parse(version);
            state.put(key(used(version)), RuleVersions.encode(version));
        }
    }

    private String key(UsedVersion used) {
        return KeyedState.key(
                DEFINITION, namespace, used.group(), KeyedState.sortable(used.revision()), used.version());
    }

    RuleVersion get(UsedVersion used) {
        return Objects.requireNonNull(versions.get(used), () -> "no report has defined " + used);
    }

    /** A newer version holds from {@code instant} on. */
    void superseded(UsedVersion used, long instant) {
        long until = instant + KEPT.toMillis() + 2 * get(used).intervalMillis();
        String key = KeyedState.key(
                SUPERSEDED,
                namespace,
                KeyedState.sortable(until),
                used.group(),
                KeyedState.sortable(used.revision()),
                used.version());
        state.put(key, new byte[0]);
    }

    /** Forgets what was superseded long before {@code instant}. */
    void forgetBefore(long instant) {
        List<String> over = new ArrayList<>();
        state.scan(KeyedState.key(SUPERSEDED, namespace, ""), (key, empty) -> {
            if (KeyedState.number(KeyedState.parts(key).get(2)) < instant) {
                over.add(key);
            }
        });
        for (String key : over) {
            List<String> parts = KeyedState.parts(key);
            UsedVersion used = new UsedVersion(parts.get(3), parts.get(5), KeyedState.number(parts.get(4)));
            versions.remove(used);
            state.delete(key(used));
            state.delete(key);
        }
    }
}
