package io.tocsin.notifier.channel.template;

import io.tocsin.notifier.channel.Links;
import io.tocsin.promql.template.TemplateException;
import io.tocsin.schemas.avro.Notification;
import io.tocsin.schemas.avro.NotifiedAlert;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tries templates on a message, so that what is wrong with every message is told at the start. */
final class TrialMessage {

    private static final NotifiedAlert ALERT =
            new NotifiedAlert("", "", "Trial", Map.of(), Map.of(), "", true, 0L, 0L, null, 0.0, "vector(0)");

    private static final MessageData DATA = MessageData.of(
            new Notification(0L, "", "", "", Map.of(), "FIRST_NOTIFICATION", 1L, List.of(ALERT), 0),
            new Links("http://localhost", "http://localhost"),
            text -> text);

    private TrialMessage() {}

    /** What it names that is not there. Other failures may be due to the trial's data, and are not looked at. */
    static Optional<String> undefined(MessageTemplate template) {
        try {
            template.template().render(DATA.scope());
            return Optional.empty();
        } catch (TemplateException e) {
            return e.reason().endsWith("not defined") ? Optional.of(e.reason()) : Optional.empty();
        }
    }
}
