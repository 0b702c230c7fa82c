package io.tocsin.streamprocessor.rulefiles;

import io.tocsin.streamprocessor.control.RuleControl;
import io.tocsin.streamprocessor.control.RuleControl.Applied;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rules of the log by the stream-processor of this process, which has to be ready. */
record ControlledRules(RuleControl control) implements RuleLog {
    private static final Logger LOG = LoggerFactory.getLogger(ControlledRules.class);

    @Override
    public List<Group> groups() {
        return control.groups().stream()
                .map(group -> new Group(group.getNamespace(), group.getGroup(), group.getSource()))
                .toList();
    }

    @Override
    public List<String> apply(String namespace, String source, String text) {
        List<Applied> applied = control.apply(namespace, source, text, Optional.empty());
        applied.stream()
                .filter(Applied::changed)
                .forEach(group -> LOG.info("rule group {} is in the log, from {}", group.group(), source));
        return applied.stream().map(Applied::group).toList();
    }

    @Override
    public void delete(String namespace, String group) {
        control.delete(namespace, group);
        LOG.info("rule group {} is removed: it is no longer in the rule files", group);
    }
}
