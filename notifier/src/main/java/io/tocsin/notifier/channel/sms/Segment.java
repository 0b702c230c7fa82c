package io.tocsin.notifier.channel.sms;

import io.tocsin.notifier.channel.AlertText;
import java.util.Map;

/**
 * Cuts a text to what one SMS holds: 160 septets where every character is in the GSM 03.38 alphabet, else 70 units of
 * UTF-16. More would be several messages, each paid for, and in any order.
 */
final class Segment {

    static final int MAX_SEPTETS = 160;
    static final int MAX_UNITS = 70;

    private static final String ALPHABET = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

    /** These take an escape first, so two septets. */
    private static final String EXTENSION = "\f^{}\\[~]|€";

    /** What word processors put where the alphabet has a plain character: 70 instead of 160 would be a high price. */
    private static final Map<String, String> PLAIN = Map.of(
            "‘", "'", "’", "'", "“", "\"", "”", "\"", "–", "-", "—", "-", "…", "...", "\u00a0", " ", "`", "'", "\t",
            " ");

    private static final String GSM_END = "...";
    private static final String END = "…";

    private Segment() {}

    static String of(String text) {
        String plain = text;
        for (Map.Entry<String, String> entry : PLAIN.entrySet()) {
            plain = plain.replace(entry.getKey(), entry.getValue());
        }
        plain = AlertText.oneLine(plain);
        if (septetsEnd(plain, MAX_SEPTETS) == plain.length() || plain.length() <= MAX_UNITS) {
            return plain;
        }
        int cut = septetsEnd(plain, MAX_SEPTETS - GSM_END.length());
        // Whichever shows more: in the alphabet up to the first character outside of it, or less of everything.
        return cut >= MAX_UNITS - END.length() ? plain.substring(0, cut) + GSM_END : units(plain);
    }

    /** Where the first so many septets end: before a character outside of the alphabet at the latest. */
    private static int septetsEnd(String text, int max) {
        int septets = 0;
        for (int i = 0; i < text.length(); i++) {
            int more = septets(text.charAt(i));
            septets += more;
            if (more == 0 || septets > max) {
                return i;
            }
        }
        return text.length();
    }

    /** @return 0 for a character outside of the alphabet */
    private static int septets(char c) {
        return ALPHABET.indexOf(c) >= 0 ? 1 : EXTENSION.indexOf(c) >= 0 ? 2 : 0;
    }

    private static String units(String text) {
        int end = MAX_UNITS - END.length();
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + END;
    }
}
