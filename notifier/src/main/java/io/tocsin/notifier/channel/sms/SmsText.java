package io.tocsin.notifier.channel.sms;

import io.tocsin.notifier.channel.AlertText;
import io.tocsin.schemas.avro.Notification;
import io.tocsin.schemas.avro.NotifiedAlert;

/** The essential first: whatever does not fit into one segment is cut off at the end. */
final class SmsText {

    private SmsText() {}

    /** {@code CRITICAL HighCPUUsage (a): 2 firing: CPU is busy; value 97.5}. No brackets: they count twice in an SMS. */
    static String of(Notification notification) {
        String text = AlertText.tag(notification) + " " + AlertText.subject(notification);
        if (notification.getAlerts().isEmpty()) {
            return text;
        }
        NotifiedAlert first = notification.getAlerts().getFirst();
        String value = first.getFiring() ? "; value " + AlertText.number(first.getValue()) : "";
        return text + ": " + AlertText.oneLine(AlertText.summary(first)) + value;
    }
}
