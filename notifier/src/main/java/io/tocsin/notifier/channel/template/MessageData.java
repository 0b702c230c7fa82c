package io.tocsin.notifier.channel.template;

import io.tocsin.notifier.channel.AlertText;
import io.tocsin.notifier.channel.Links;
import io.tocsin.promql.template.QueryFunction;
import io.tocsin.promql.template.TemplateScope;
import io.tocsin.promql.template.TemplateStruct;
import io.tocsin.schemas.avro.Notification;
import io.tocsin.schemas.avro.NotifiedAlert;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What templates of messages are rendered with: Alertmanager's fields ({@code .Receiver}, {@code .Status},
 * {@code .Alerts}, {@code .GroupLabels}, {@code .CommonLabels}, {@code .CommonAnnotations}, {@code .ExternalURL}), and of
 * ours {@code .Title}, the built-in one, and {@code .TruncatedAlerts}.
 */
public final class MessageData {

    private final TemplateScope scope;

    private MessageData(TemplateScope scope) {
        this.scope = scope;
    }

    /**
     * @param escape for whatever comes out of alerts, so that it cannot be read as the message's markup: the markup is the
     *     template's
     */
    public static MessageData of(Notification notification, Links links, UnaryOperator<String> escape) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("Receiver", escape.apply(notification.getReceiver()));
        fields.put("Status", AlertText.status(notification));
        fields.put(
                "Alerts",
                new AlertList(notification.getAlerts().stream()
                        .map(alert -> MessageAlert.of(alert, links, escape))
                        .toList()));
        fields.put("GroupLabels", new KeyValues(notification.getGroupLabels(), escape));
        fields.put("CommonLabels", new KeyValues(AlertText.common(notification, NotifiedAlert::getLabels), escape));
        fields.put(
                "CommonAnnotations",
                new KeyValues(AlertText.common(notification, NotifiedAlert::getAnnotations), escape));
        fields.put("ExternalURL", escape.apply(links.notifier()));
        fields.put("Title", escape.apply(AlertText.title(notification)));
        fields.put("TruncatedAlerts", (long) notification.getTruncatedAlerts());
        return new MessageData(new TemplateScope(
                new TemplateStruct(fields),
                Map.of(),
                notification.getDecidedAt(),
                links.notifier(),
                QueryFunction.none()));
    }

    TemplateScope scope() {
        return scope;
    }
}
