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

    /** Of a character. */
    private static final int MOST_BYTES = 4;

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
        int column = 1;
        int start = 0;
        for (int i = 0; i < from; i++) {
            if (bytes[i] == '\n') {
                line++;
                column = 1;
                start = i + 1;
            } else {
                column += continues(bytes[i]) ? 0 : 1;
            }
        }
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
        while (i < end && continues(bytes[i]) && i < from + 4) {
            i++;
        }
        return i;
    }

    /** Decodes no more than it needs: a body that is something else altogether may be one long line. */
    private String shown(int start, int index) {
        int first = Math.max(start, index - MOST_BYTES * SHOWN);
        int last = Math.min(lineEnd(index), index + MOST_BYTES * SHOWN);
        while (first > start && first < index && continues(bytes[first])) {
            first++;
        }
        String line = text(first, last);
        int place = text(first, index).length();
        int from = line.length() <= SHOWN ? 0 : whole(line, Math.max(0, place - SHOWN_BEFORE));
        int to = whole(line, Math.min(line.length(), from + SHOWN));
        return (from > 0 ? "…" : "") + visible(line.substring(from, to)) + (to < line.length() ? "…" : "");
    }

    /** Not between the two halves of a character. */
    private static int whole(String line, int at) {
        return at < line.length() && Character.isLowSurrogate(line.charAt(at)) ? at - 1 : at;
    }

    private static boolean continues(byte b) {
        return (b & 0xc0) == 0x80;
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
