package io.tocsin.collector.exposition;

/** Where the parts of a HELP, TYPE or UNIT line stand. Used again for each line. */
final class MetaLine {

    int from;
    int to;
    int nameFrom;
    int nameTo;
    int textFrom;
    int textTo;

    /**
     * Reads the name, bare or quoted.
     *
     * @return behind it, and behind the closing quote
     */
    int name(Body body, int at, String keyword) throws ExpositionException {
        boolean quoted = body.at(at) == '"';
        int end = quoted ? Quoted.NAME.end(body, at) : NameBytes.metricEnd(body, at);
        if (end == at) {
            throw body.error(at, "a metric name after " + keyword);
        }
        nameFrom = quoted ? at + 1 : at;
        nameTo = quoted ? end - 1 : end;
        return end;
    }

    void text(int start, int end) {
        textFrom = start;
        textTo = end;
    }

    void requireUtf8(Body body) throws ExpositionException {
        int invalid = Utf8.invalidAt(body.bytes(), textFrom, textTo);
        if (invalid >= 0) {
            throw body.error(invalid, "a help text in UTF-8");
        }
    }

    boolean textIs(Body body, byte[] word) {
        return textTo - textFrom == word.length && body.startsWith(word, textFrom);
    }
}
