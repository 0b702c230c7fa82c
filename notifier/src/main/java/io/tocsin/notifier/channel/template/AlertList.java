package io.tocsin.notifier.channel.template;

import io.tocsin.promql.template.TemplateObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Alertmanager's {@code Alerts}: a list with {@code .Firing} and {@code .Resolved}. */
record AlertList(List<MessageAlert> alerts) implements TemplateObject {

    @Override
    public boolean hasMember(String name) {
        return name.equals("Firing") || name.equals("Resolved");
    }

    @Override
    public Object member(String name, List<@Nullable Object> arguments) {
        boolean firing = name.equals("Firing");
        return alerts.stream()
                .filter(alert -> alert.firing() == firing)
                .map(MessageAlert::fields)
                .toList();
    }

    @Override
    public Object data() {
        return alerts.stream().map(MessageAlert::fields).toList();
    }

    @Override
    public String typeName() {
        return "template.Alerts";
    }
}
