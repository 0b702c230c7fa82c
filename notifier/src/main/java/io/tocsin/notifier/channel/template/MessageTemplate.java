package io.tocsin.notifier.channel.template;

import io.tocsin.promql.template.Template;
import io.tocsin.promql.template.TemplateException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A text of the configuration with actions in {@code {{ }}}. */
public record MessageTemplate(Template template) {

    private static final Logger LOG = LoggerFactory.getLogger(MessageTemplate.class);

    /** Whether it is the same whatever is told. */
    public boolean isPlain() {
        return template.isPlain();
    }

    /** @return empty if it cannot be rendered with this: the built-in text is told then, and the log says why */
    public Optional<String> render(MessageData data) {
        try {
            return Optional.of(template.render(data.scope()));
        } catch (TemplateException e) {
            LOG.warn("the built-in text is sent instead: {}", e.getMessage());
            return Optional.empty();
        }
    }

    /** The text as it is configured. */
    @Override
    public String toString() {
        return template.toString();
    }
}
