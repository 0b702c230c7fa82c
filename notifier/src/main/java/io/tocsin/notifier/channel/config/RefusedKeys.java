package io.tocsin.notifier.channel.config;

import io.tocsin.schemas.config.YamlNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Settings of Alertmanager's that are not supported: whoever uses one is told so, and what to do instead. */
public final class RefusedKeys {

    private final Map<String, String> reasons = new HashMap<>();

    public RefusedKeys add(String key, String instead) {
        reasons.put(key, instead);
        return this;
    }

    /** @param known any key but these is a problem */
    public void check(YamlNode node, Collection<String> known) {
        List<String> named = new ArrayList<>(known);
        node.entries().forEach((key, child) -> {
            String instead = reasons.get(key);
            if (instead != null) {
                child.problem("Alertmanager's setting, which is not supported here: " + instead);
                named.add(key);
            }
        });
        node.allowOnly(named.toArray(String[]::new));
    }
}
