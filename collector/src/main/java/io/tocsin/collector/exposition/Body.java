package io.tocsin.collector.exposition;

import java.nio.charset.StandardCharsets;

/**
 * The bytes of a scrape, and where in them a person would look.
 *
 * @param end exclusive; the array may be longer
 */
record Body(byte[] bytes, int end) {

    /** At the end of the body, where a byte is asked for. */
    static final int NOTHING = -1;

    /** Characters of a line that are shown. */
    private static final int SHOWN = 120;

    /** Characters of them that come before the place. */
    private static final int SHOWN_BEFORE = 80;

    private static final int TOKEN_SHOWN = 40;

    /** @return the byte, or {@link #NOTHING} at the end */
    int at(int index) {
        return index < end ? bytes[index] & 0xff : NOTHING;
    }

    boolean startsWith(byte[] word, int index) {
        if (end - index < word.length) {
            return false;
        }
        for (int i = 0; i < word.length; i++) {
            if (bytes[index + i] != word[i]) {
                return false;
            }
        }
        return true;
    }

    /** @return where something else than spaces and tabs comes */
    int skipBlanks(int from) {
        int i = from;
        while (i < end && (bytes[i] == ' ' || bytes[i] == '\t')) {
            i++;
        }
        return i;
    }

    /** @return where the line that holds {@code index} ends: at its line feed, or at the end of the body */
    int lineEnd(int index) {
        return ByteScan.lineEnd(bytes, Math.min(index, end), end);
    }

    ExpositionException error(int index, String expected) {
        return error(index, index, expected);
    }

    /** @param to where the text ends that was not what was expected; the same as {@code from}: one character is named */
    ExpositionException error(int from, int to, String expected) {
        int line = 1;
        int start = 0;
        for (int i = 0; i < from; i++) {
            if (bytes[i] == '\n') {
                line++;
                start = i + 1;
            }
        }
        String before = text(start, from);
        int column = 1 + before.codePointCount(0, before.length());
        return new ExpositionException(line, column, expected, got(from, to), shown(start, from));
    }

    private String got(int from, int to) {
        if (to > from) {
            String token = text(from, Math.min(to, from + TOKEN_SHOWN));
            return '"' + visible(token) + (to - from > TOKEN_SHOWN ? "…" : "") + '"';
        }
        return switch (at(from)) {
            case NOTHING -> "the end of the body";
            case '\n' -> "the end of the line";
            case ' ' -> "a space";
            case '\t' -> "a tab";
            default -> '"' + visible(text(from, characterEnd(from))) + '"';
        };
    }

    private int characterEnd(int from) {
        int i = from + 1;
        while (i < end && (bytes[i] & 0xc0) == 0x80 && i < from + 4) {
            i++;
        }
        return i;
    }

    private String shown(int start, int index) {
        String line = text(start, lineEnd(index));
        int place = text(start, index).length();
        int from = line.length() <= SHOWN ? 0 : Math.max(0, place - SHOWN_BEFORE);
        int to = Math.min(line.length(), from + SHOWN);
        return (from > 0 ? "…" : "") + visible(line.substring(from, to)) + (to < line.length() ? "…" : "");
    }

    private String text(int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    private static String visible(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> out.append(Character.isISOControl(c) ? String.format("\\x%02x", (int) c) : c);
            }
        }
        return out.toString();
    }
}
