package io.tocsin.notifier.channel.template;

import java.util.Map;
import java.util.Optional;

/**
 * The texts of one message.
 *
 * @param templates those that are configured, by the setting's name
 */
public record Texts(Map<String, MessageTemplate> templates, MessageData data) {

    public Texts {
        templates = Map.copyOf(templates);
    }

    /** What is configured, without white space around it; empty if nothing is, or it cannot be rendered. */
    public Optional<String> of(String setting) {
        return Optional.ofNullable(templates.get(setting))
                .flatMap(template -> template.render(data))
                .map(String::strip);
    }

    /** As {@link #of}, where a text that comes to nothing is none. */
    public Optional<String> filled(String setting) {
        return of(setting).filter(text -> !text.isEmpty());
    }
}
