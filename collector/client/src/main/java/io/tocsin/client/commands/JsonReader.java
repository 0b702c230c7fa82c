package io.tocsin.client.commands;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads JSON into maps, lists, strings, numbers (as {@link Double}) and booleans; null is the empty text. */
final class JsonReader {

    private static final int DEEPEST = 50;

    private final String text;
    private int at;

    private JsonReader(String text) {
        this.text = text;
    }

    /** @throws IOException if it is no JSON */
    static Object read(String text) throws IOException {
        JsonReader reader = new JsonReader(text);
        Object value = reader.value(0);
        reader.skipSpace();
        if (reader.at < text.length()) {
            throw reader.broken("end");
        }
        return value;
    }

    private Object value(int depth) throws IOException {
        skipSpace();
        if (depth > DEEPEST) {
            throw broken("such depth");
        }
        if (at >= text.length()) {
            throw broken("value");
        }
        return switch (text.charAt(at)) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> string();
            case 't' -> literal("true", true);
            case 'f' -> literal("false", false);
            case 'n' -> literal("null", "");
            default -> number();
        };
    }

    private Map<String, Object> object(int depth) throws IOException {
        Map<String, Object> object = new LinkedHashMap<>();
        at++;
        while (!ends('}', object.isEmpty())) {
            skipSpace();
            String name = string();
            skipSpace();
            expect(':');
            object.put(name, value(depth + 1));
        }
        return object;
    }

    private List<Object> array(int depth) throws IOException {
        List<Object> array = new ArrayList<>();
        at++;
        while (!ends(']', array.isEmpty())) {
            array.add(value(depth + 1));
        }
        return array;
    }

    /** Whether the end comes; if not, the comma before the next element is passed. */
    private boolean ends(char end, boolean first) throws IOException {
        skipSpace();
        if (at < text.length() && text.charAt(at) == end) {
            at++;
            return true;
        }
        if (!first) {
            expect(',');
        }
        return false;
    }

    private String string() throws IOException {
        expect('"');
        StringBuilder out = new StringBuilder();
        while (at < text.length() && text.charAt(at) != '"') {
            char c = text.charAt(at++);
            out.append(c == '\\' ? escaped() : c);
        }
        expect('"');
        return out.toString();
    }

    private char escaped() throws IOException {
        if (at >= text.length()) {
            throw broken("escaped character");
        }
        char c = text.charAt(at++);
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'u' -> unicode();
            default -> c;
        };
    }

    private char unicode() throws IOException {
        if (at + 4 > text.length()) {
            throw broken("four hexadecimal digits");
        }
        try {
            char c = (char) HexFormat.fromHexDigits(text, at, at + 4);
            at += 4;
            return c;
        } catch (IllegalArgumentException e) {
            throw broken("four hexadecimal digits");
        }
    }

    private Object literal(String word, Object value) throws IOException {
        if (!text.startsWith(word, at)) {
            throw broken(word);
        }
        at += word.length();
        return value;
    }

    private Double number() throws IOException {
        int start = at;
        while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        try {
            return Double.valueOf(text.substring(start, at));
        } catch (NumberFormatException e) {
            throw broken("number");
        }
    }

    private void expect(char wanted) throws IOException {
        if (at >= text.length() || text.charAt(at) != wanted) {
            throw broken("'" + wanted + "'");
        }
        at++;
    }

    private void skipSpace() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private IOException broken(String wanted) {
        return new IOException("the answer is not the JSON of a stream-processor: no " + wanted + " at " + at);
    }
}
