package io.tocsin.collector.fetch;

import io.tocsin.collector.fetch.FetchFailure.Reason;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the head of an answer of HTTP/1.x, within bounds. */
final class AnswerReader {

    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-9][0-9]{2})(?: .*)?", Pattern.DOTALL);
    private static final int MOST_LINE = 16 * 1024;
    private static final int MOST_HEADERS = 200;
    private static final int SHOWN = 40;
    private static final int SWITCHING = 101;
    private static final int OK = 200;

    private final InputStream in;
    private final Stopwatch stopwatch;

    AnswerReader(InputStream in, Stopwatch stopwatch) {
        this.in = new BufferedInputStream(in, 16 * 1024);
        this.stopwatch = stopwatch;
    }

    InputStream rest() {
        return in;
    }

    /** @return the final answer without its body; those that only say to wait (1xx) are passed over */
    Response head() throws IOException {
        while (true) {
            awaitFirstByte();
            int status = status();
            Map<String, String> headers = headers();
            if (status >= OK || status == SWITCHING) {
                return new Response(status, headers, contentLength(headers), new byte[0], false);
            }
            stopwatch.enter(Phase.PROCESSING);
        }
    }

    private void awaitFirstByte() throws IOException {
        in.mark(1);
        if (in.read() < 0) {
            throw new FetchException(Reason.CONNECTION_LOST, "the connection was closed without an answer");
        }
        in.reset();
        stopwatch.enter(Phase.TRANSFER);
    }

    private int status() throws IOException {
        String line = line();
        Matcher status = STATUS.matcher(line);
        if (!status.matches()) {
            throw malformed("the answer is no HTTP/1.1, it begins with \"" + shown(line) + "\"");
        }
        return Integer.parseInt(status.group(1));
    }

    /** What anybody may have sent is cut and freed of everything but letters before people see it. */
    static String shown(String text) {
        String cut = text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
        return cut.replaceAll("[^ -~…]", "?");
    }

    /** Also of the trailers behind a body in chunks. */
    Map<String, String> headers() throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (int lines = 0; lines < MOST_HEADERS; lines++) {
            String line = line();
            if (line.isEmpty()) {
                return headers;
            }
            int colon = line.indexOf(':');
            if (colon <= 0 || line.charAt(colon - 1) <= ' ') {
                throw malformed("a header of the answer has no name");
            }
            String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
            String value = line.substring(colon + 1).strip();
            String before = headers.put(name, value);
            if (before != null && name.equals("content-length") && !before.equals(value)) {
                throw malformed("the answer has two lengths");
            }
        }
        throw malformed("the answer has more than " + MOST_HEADERS + " headers");
    }

    private static long contentLength(Map<String, String> headers) throws FetchException {
        String length = headers.get("content-length");
        if (length == null) {
            return -1;
        }
        if (!length.matches("[0-9]{1,18}")) {
            throw malformed("the length of the answer is no number");
        }
        return Long.parseLong(length);
    }

    /** Up to a line feed, without it and without the carriage return before it. */
    String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new FetchException(Reason.CONNECTION_LOST, "the answer ended within its headers");
            }
            if (line.length() >= MOST_LINE) {
                throw malformed("a line of the answer's head has more than " + MOST_LINE + " bytes");
            }
            line.append((char) c);
        }
        int end = line.length();
        return line.substring(0, end > 0 && line.charAt(end - 1) == '\r' ? end - 1 : end);
    }

    static FetchException malformed(String text) {
        return new FetchException(Reason.MALFORMED, text);
    }
}
