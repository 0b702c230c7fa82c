package io.tocsin.collector.exposition;

import java.nio.charset.StandardCharsets;

/** Text between quotes, or of a HELP line, as it was meant. A backslash before anything else stands for itself. */
final class Escapes {

    private Escapes() {}

    /** Label values, quoted names, and help texts of OpenMetrics: {@code \\}, {@code \n} and {@code \"}. */
    static String quoted(byte[] bytes, int from, int to) {
        return text(bytes, from, to, '"');
    }

    /** Help texts of the Prometheus format: {@code \\} and {@code \n}. */
    static String help(byte[] bytes, int from, int to) {
        return text(bytes, from, to, '\\');
    }

    private static String text(byte[] bytes, int from, int to, char escapable) {
        int i = from;
        while (i < to && bytes[i] != '\\') {
            i++;
        }
        String raw = new String(bytes, from, to - from, StandardCharsets.UTF_8);
        return i == to ? raw : unescaped(raw, escapable);
    }

    private static String unescaped(String raw, char escapable) {
        StringBuilder out = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            char next = c == '\\' && i + 1 < raw.length() ? raw.charAt(i + 1) : 0;
            if (next == 'n') {
                out.append('\n');
                i++;
            } else if (next == '\\' || next == escapable) {
                out.append(next);
                i++;
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }
}
