package io.tocsin.notifier.channel.template;

import io.tocsin.notifier.channel.AlertText;
import io.tocsin.notifier.channel.Links;
import io.tocsin.promql.template.GoTime;
import io.tocsin.promql.template.TemplateStruct;
import io.tocsin.schemas.avro.NotifiedAlert;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** One alert, as templates see it: Alertmanager's fields, and the value, which is ours. */
record MessageAlert(boolean firing, TemplateStruct fields) {

    /** Go's zero time, which templates print where an alert has not ended. */
    private static final Instant NO_TIME = Instant.parse("0001-01-01T00:00:00Z");

    static MessageAlert of(NotifiedAlert alert, Links links, UnaryOperator<String> escape) {
        Long endsAt = alert.getEndsAt();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("Status", AlertText.status(alert.getFiring()));
        fields.put("Labels", new KeyValues(alert.getLabels(), escape));
        fields.put("Annotations", new KeyValues(alert.getAnnotations(), escape));
        fields.put("StartsAt", GoTime.ofMillis(alert.getStartsAt()));
        fields.put("EndsAt", endsAt == null ? GoTime.of(NO_TIME) : GoTime.ofMillis(endsAt));
        fields.put("GeneratorURL", escape.apply(links.generator(alert)));
        fields.put("Fingerprint", alert.getFingerprint());
        fields.put("Value", alert.getValue());
        return new MessageAlert(alert.getFiring(), new TemplateStruct(fields));
    }
}
