package io.tocsin.notifier.channel.slack;

import io.tocsin.notifier.channel.AlertText;

/** Slack's markup. */
final class SlackText {

    private static final int LONGEST_MARKUP = 1_200;
    private static final int LONGEST_ENTITY = 5;

    private SlackText() {}

    /** The three characters that are markup; nothing else may be replaced. */
    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** @param label without markup */
    static String link(String url, String label) {
        return "<" + escape(url) + "|" + escape(label) + ">";
    }

    /** An instant in the reader's own time zone. */
    static String date(long millis) {
        return "<!date^" + Math.floorDiv(millis, 1000) + "^{date_short_pretty} {time_secs}|" + AlertText.utc(millis)
                + ">";
    }

    static String code(String text) {
        return "`" + escape(AlertText.oneLine(text).replace('`', '\'')) + "`";
    }

    /**
     * No longer than so many UTF-16 units. What does not fit is cut off, but never inside a link, an escaped character or a
     * surrogate pair.
     */
    static String cut(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        int end = max - 1;
        if (Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        int entity = text.lastIndexOf('&', end - 1);
        if (end - entity < LONGEST_ENTITY && text.indexOf(';', entity) >= end) {
            end = entity;
        }
        int markup = text.lastIndexOf('<', end - 1);
        if (markup > text.lastIndexOf('>', end - 1) && end - markup < LONGEST_MARKUP) {
            end = markup;
        }
        return text.substring(0, end) + "…";
    }
}
