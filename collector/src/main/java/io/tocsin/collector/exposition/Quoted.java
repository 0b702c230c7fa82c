package io.tocsin.collector.exposition;

/**
 * A kind of text in double quotes. A backslash keeps the byte behind it from ending the text.
 *
 * @param what names it in errors
 * @param lineFeeds it may hold a line feed as it is
 * @param zeros it may hold a zero byte
 */
record Quoted(String what, boolean lineFeeds, boolean zeros) {

    /** Where Prometheus allows a line feed or a zero byte it does so unasked; so it is here. */
    static final Quoted NAME = new Quoted("name", true, false);

    static final Quoted PROMETHEUS_VALUE = new Quoted("label value", true, true);
    static final Quoted OPENMETRICS_VALUE = new Quoted("label value", false, true);
    static final Quoted EXEMPLAR = new Quoted("name or value of an exemplar's label", false, false);

    /**
     * @param from at the opening quote
     * @return behind the closing quote
     * @throws ExpositionException if there is none, or something in between that may not be there
     */
    int end(Body body, int from) throws ExpositionException {
        byte[] bytes = body.bytes();
        int end = body.end();
        int i = ByteScan.plainEnd(bytes, from + 1, end);
        int all = 0;
        while (i < end && bytes[i] != '"') {
            int meant = bytes[i] == '\\' ? behind(body, i) : i;
            all |= check(body, meant);
            i = ByteScan.plainEnd(bytes, meant + 1, end);
        }
        if (i >= end) {
            throw body.error(from, "a " + what + " with a closing double quote");
        }
        int invalid = all < 0 ? Utf8.invalidAt(bytes, from + 1, i) : -1;
        if (invalid >= 0) {
            throw body.error(invalid, "a " + what + " in UTF-8");
        }
        return i + 1;
    }

    private static int behind(Body body, int backslash) throws ExpositionException {
        if (body.at(backslash + 1) == '\n') {
            throw body.error(backslash + 1, "a character behind the backslash");
        }
        return backslash + 1;
    }

    /** @return the byte, negative beyond ASCII */
    private int check(Body body, int at) throws ExpositionException {
        byte b = at < body.end() ? body.bytes()[at] : 0x20;
        if ((b == '\n' && !lineFeeds) || (b == 0 && !zeros)) {
            throw body.error(at, "the closing double quote of the " + what);
        }
        return b;
    }
}
