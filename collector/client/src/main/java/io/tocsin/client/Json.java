package io.tocsin.client;

/** As much of JSON as a request to the registry needs. */
final class Json {

    private Json() {}

    /** The text as a JSON string, in quotes. */
    static String string(String text) {
        StringBuilder out = new StringBuilder(text.length() + 64).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }
}
