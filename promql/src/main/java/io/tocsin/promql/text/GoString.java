package io.tocsin.promql.text;

import java.nio.charset.StandardCharsets;

/**
 * Go's string literals. Go strings are bytes: a byte that is not part of valid UTF-8 is carried here as the lone
 * surrogate {@code U+DC00 + byte}, so that it survives a round trip and {@link #isValid} can tell.
 */
public final class GoString {

    private static final int BYTE_MARK = 0xdc00;
    private static final String ESCAPES = "abfnrtv\\";
    private static final String ESCAPED = "\u0007\b\f\n\r\t\u000b\\";

    private GoString() {}

    /** Why a literal is not one, and at which offset into it. */
    public static final class Malformed extends Exception {

        private static final long serialVersionUID = 1L;
        private final int offset;

        Malformed(int offset, String message) {
            super(message);
            this.offset = offset;
        }

        public int offset() {
            return offset;
        }
    }

    /** @return whether this is text, and not arbitrary bytes */
    public static boolean isValid(String value) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(value);
    }

    /** @param literal with its quotes: {@code "…"}, {@code '…'} or {@code `…`} */
    public static String unquote(String literal) throws Malformed {
        char quote = literal.charAt(0);
        if (literal.length() < 2 || literal.charAt(literal.length() - 1) != quote) {
            throw new Malformed(0, "the string has no end");
        }
        if (quote == '`' || literal.indexOf('\\') < 0) {
            return literal.substring(1, literal.length() - 1);
        }
        return new Unquoting(literal).run();
    }

    /** In double quotes, as Go's {@code strconv.Quote} does it, and so that {@link #unquote} gives the same again. */
    public static String quote(String value) {
        StringBuilder out = new StringBuilder(value.length() + 2).append('"');
        value.codePoints().forEach(c -> appendQuoted(out, c));
        return out.append('"').toString();
    }

    private static void appendQuoted(StringBuilder out, int c) {
        int escape = ESCAPED.indexOf(c);
        if (c == '"') {
            out.append("\\\"");
        } else if (escape >= 0) {
            out.append('\\').append(ESCAPES.charAt(escape));
        } else if (isByte(c)) {
            out.append(String.format("\\x%02x", c - BYTE_MARK));
        } else if (c < ' ' || c == 0x7f) {
            out.append(String.format("\\x%02x", c));
        } else if (isPrintable(c)) {
            out.appendCodePoint(c);
        } else {
            out.append(String.format(c > 0xffff ? "\\U%08x" : "\\u%04x", c));
        }
    }

    private static boolean isByte(int c) {
        return c >= BYTE_MARK + 0x80 && c <= BYTE_MARK + 0xff;
    }

    private static boolean isPrintable(int c) {
        if (c == ' ') {
            return true;
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR -> false;
            default -> true;
        };
    }

    /** One literal with escapes; escaped bytes are gathered until they make up characters. */
    private static final class Unquoting {

        private final String literal;
        private final char quote;
        private final StringBuilder out = new StringBuilder();
        private final StringBuilder bytes = new StringBuilder();
        private int at = 1;

        Unquoting(String literal) {
            this.literal = literal;
            this.quote = literal.charAt(0);
        }

        String run() throws Malformed {
            while (at < literal.length() - 1) {
                char c = literal.charAt(at++);
                if (c != '\\') {
                    flush();
                    out.append(c);
                } else {
                    escape(at - 1);
                }
            }
            flush();
            return out.toString();
        }

        private void escape(int start) throws Malformed {
            if (at >= literal.length() - 1) {
                throw new Malformed(start, "the string ends in a backslash");
            }
            char c = literal.charAt(at++);
            int known = ESCAPES.indexOf(c);
            switch (c) {
                case 'x' -> bytes.append((char) number(start, 2, 16, 0xff));
                case 'u' -> character(number(start, 4, 16, Character.MAX_CODE_POINT));
                case 'U' -> character(number(start, 8, 16, Character.MAX_CODE_POINT));
                case '0', '1', '2', '3', '4', '5', '6', '7' -> {
                    at--;
                    bytes.append((char) number(start, 3, 8, 0xff));
                }
                default -> {
                    if (known < 0 && c != quote) {
                        throw new Malformed(start, "unknown escape sequence \\" + c);
                    }
                    character(known < 0 ? c : ESCAPED.charAt(known));
                }
            }
        }

        private void character(int c) {
            flush();
            out.appendCodePoint(c);
        }

        private int number(int start, int digits, int radix, int max) throws Malformed {
            long value = 0;
            for (int i = 0; i < digits; i++, at++) {
                int digit = at < literal.length() - 1 ? Character.digit(literal.charAt(at), radix) : -1;
                if (digit < 0 || literal.charAt(at) > 'f') {
                    throw new Malformed(start, "an escape sequence needs " + digits + " digits of base " + radix);
                }
                value = value * radix + digit;
            }
            if (value > max || (max > 0xff && value >= 0xd800 && value < 0xe000)) {
                throw new Malformed(start, "an escape sequence that is no character");
            }
            return (int) value;
        }

        private void flush() {
            if (!bytes.isEmpty()) {
                out.append(decode(bytes.toString().getBytes(StandardCharsets.ISO_8859_1)));
                bytes.setLength(0);
            }
        }
    }

    /** UTF-8, with each byte that is not part of it as its lone surrogate. */
    private static String decode(byte[] bytes) {
        StringBuilder out = new StringBuilder();
        int i = 0;
        while (i < bytes.length) {
            int length = sequenceLength(bytes, i);
            if (length == 0) {
                out.append((char) (BYTE_MARK + (bytes[i++] & 0xff)));
            } else {
                out.append(new String(bytes, i, length, StandardCharsets.UTF_8));
                i += length;
            }
        }
        return out.toString();
    }

    private static int sequenceLength(byte[] bytes, int at) {
        for (int length = 1; length <= 4 && at + length <= bytes.length; length++) {
            String one = new String(bytes, at, length, StandardCharsets.UTF_8);
            if (one.codePointCount(0, one.length()) == 1 && one.indexOf('\ufffd') < 0) {
                return length;
            }
            if (length == 3
                    && (bytes[at] & 0xff) == 0xef
                    && (bytes[at + 1] & 0xff) == 0xbf
                    && (bytes[at + 2] & 0xff) == 0xbd) {
                return 3;
            }
        }
        return 0;
    }
}
