package io.tocsin.notifier.channel.email;

import io.tocsin.notifier.channel.AlertText;
import io.tocsin.notifier.channel.Links;
import io.tocsin.notifier.channel.PlainText;
import io.tocsin.schemas.avro.Notification;
import io.tocsin.schemas.avro.NotifiedAlert;
import java.util.List;
import java.util.stream.Collectors;

/** A notification as HTML that every mail program shows: no style sheet, no image, nothing from elsewhere. */
final class HtmlText {

    private HtmlText() {}

    /** @param maxAlerts the others are counted */
    static String of(Notification notification, Links links, int maxAlerts) {
        List<NotifiedAlert> alerts = notification.getAlerts();
        StringBuilder html =
                new StringBuilder("<!DOCTYPE html>\n<html><body style=\"font-family:sans-serif;font-size:14px\">\n");
        html.append("<h2 style=\"font-size:16px;padding-left:10px;border-left:6px solid ")
                .append(AlertText.colour(notification))
                .append("\">")
                .append(escape(AlertText.title(notification)))
                .append("</h2>\n");
        String remark = AlertText.remark(notification);
        if (!remark.isEmpty()) {
            html.append("<p>(").append(escape(remark)).append(")</p>\n");
        }
        alerts.stream().limit(maxAlerts).forEach(alert -> html.append(alert(alert, links)));
        int left = Math.max(0, alerts.size() - maxAlerts) + notification.getTruncatedAlerts();
        if (left > 0) {
            html.append("<p>… and ").append(left).append(" more</p>\n");
        }
        return html.append("<p style=\"color:#666;font-size:12px\">Sent by ")
                .append(link("Tocsin", links.notifier()))
                .append(" to ")
                .append(escape(notification.getReceiver()))
                .append("</p>\n</body></html>\n")
                .toString();
    }

    private static String alert(NotifiedAlert alert, Links links) {
        String description = AlertText.description(alert);
        String anchors = links.of(alert).entrySet().stream()
                .map(link -> link(link.getKey(), link.getValue()))
                .collect(Collectors.joining(" · "));
        return "<p><b>" + (alert.getFiring() ? "FIRING" : "RESOLVED") + ": " + escape(AlertText.summary(alert))
                + "</b><br>\n"
                + (description.isEmpty() ? "" : escape(description).replace("\n", "<br>\n") + "<br>\n")
                + escape(AlertText.state(alert, AlertText::utc)) + "<br>\n"
                + "<span style=\"color:#666\">" + escape(PlainText.labels(alert.getLabels())) + "</span><br>\n"
                + anchors + "</p>\n";
    }

    private static String link(String text, String url) {
        return "<a href=\"" + escape(url) + "\">" + escape(text) + "</a>";
    }

    /** For text, and for attributes in quotes. */
    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&#34;")
                .replace("'", "&#39;");
    }
}
