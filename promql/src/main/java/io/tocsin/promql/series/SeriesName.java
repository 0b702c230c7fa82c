package io.tocsin.promql.series;

import io.tocsin.promql.PromqlException;
import io.tocsin.schemas.labels.Labels;

/** The name and labels at the beginning of a line of {@link SeriesNotation}, and what follows them. */
record SeriesName(Labels labels, String rest) {

    /** {@code name}, {@code name{a="b"}}, {@code {"name", a="b"}} or {@code {}}. */
    static SeriesName parse(String line) {
        return new Reader(line).read();
    }

    private static final class Reader {
        private final String line;
        private final Labels.Builder labels = Labels.builder();
        private int at;

        Reader(String line) {
            this.line = line;
        }

        SeriesName read() {
            String name = word();
            if (!name.isEmpty()) {
                labels.set(Labels.METRIC_NAME, name);
            }
            if (peek() == '{') {
                at++;
                pairs();
            }
            return new SeriesName(labels.build(), line.substring(at));
        }

        private void pairs() {
            for (skipBlanks(); peek() != '}'; skipBlanks()) {
                String name = peek() == '"' || peek() == '\'' ? quoted() : word();
                skipBlanks();
                if (peek() == '=') {
                    at++;
                    skipBlanks();
                    labels.set(name, quoted());
                } else {
                    labels.set(Labels.METRIC_NAME, name);
                }
                skipBlanks();
                if (peek() == ',') {
                    at++;
                } else if (peek() != '}') {
                    throw expected("',' or '}'");
                }
            }
            at++;
        }

        private char peek() {
            return at < line.length() ? line.charAt(at) : '\0';
        }

        private void skipBlanks() {
            while (Character.isWhitespace(peek())) {
                at++;
            }
        }

        private String word() {
            int start = at;
            while (Character.isLetterOrDigit(peek()) || peek() == '_' || peek() == ':' || peek() == '.') {
                at++;
            }
            return line.substring(start, at);
        }

        private String quoted() {
            char quote = peek();
            if (quote != '"' && quote != '\'') {
                throw expected("a quoted string");
            }
            StringBuilder text = new StringBuilder();
            for (at++; peek() != quote; at++) {
                if (at >= line.length()) {
                    throw expected("the end of a quoted string");
                }
                text.append(peek() == '\\' ? escaped() : peek());
            }
            at++;
            return text.toString();
        }

        private char escaped() {
            at++;
            return switch (peek()) {
                case 'n' -> '\n';
                case 't' -> '\t';
                case 'r' -> '\r';
                default -> peek();
            };
        }

        private PromqlException expected(String what) {
            return new PromqlException("expected " + what + " at column " + (at + 1) + " of series: " + line);
        }
    }
}
