package io.tocsin.collector.events;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.tocsin.collector.events.RequestRefusedException.Reason;
import io.tocsin.collector.http.BoundedBody;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/**
 * The bytes of a request as its sender meant them.
 *
 * @param json uncompressed
 * @param lines whether each line is an event, rather than the whole
 */
record EventBody(byte[] json, boolean lines) {

    private static final Set<String> DOCUMENT = Set.of("", "application/json");
    private static final Set<String> LINES =
            Set.of("application/x-ndjson", "application/ndjson", "application/jsonl", "application/x-jsonlines");
    private static final Set<String> PLAIN = Set.of("", "identity");
    private static final Set<String> GZIP = Set.of("gzip", "x-gzip");

    /** @param held pays for the bytes */
    static EventBody read(ServerRequest request, BodyLimits limits, BoundedBody held)
            throws IOException, RequestRefusedException {
        boolean lines = isLines(request);
        boolean compressed = isCompressed(request);
        byte[] body = request.headers().contentLength().orElse(0) > limits.bytes()
                ? null
                : held.read(request.content().inputStream(), limits.bytes());
        if (body == null) {
            throw tooLarge("the body has more than " + limits.bytes() + " bytes");
        }
        return new EventBody(compressed ? uncompressed(body, limits.uncompressedBytes(), held) : body, lines);
    }

    private static boolean isLines(ServerRequest request) throws RequestRefusedException {
        String header = header(request, HeaderNames.CONTENT_TYPE).replace(" ", "");
        String type = header.replaceFirst(";.*", "");
        boolean utf8 = !header.contains("charset=") || header.matches(".*charset=\"?utf-8\"?(;.*)?");
        if (utf8 && (DOCUMENT.contains(type) || LINES.contains(type))) {
            return LINES.contains(type);
        }
        throw new RequestRefusedException(
                Reason.UNSUPPORTED_TYPE,
                "Content-Type must be application/json (an event or a list of events) or application/x-ndjson"
                        + " (an event a line), in UTF-8, is " + header);
    }

    private static boolean isCompressed(ServerRequest request) throws RequestRefusedException {
        String encoding = header(request, HeaderNames.CONTENT_ENCODING);
        if (PLAIN.contains(encoding) || GZIP.contains(encoding)) {
            return GZIP.contains(encoding);
        }
        throw new RequestRefusedException(
                Reason.UNSUPPORTED_ENCODING, "Content-Encoding must be gzip or none, is " + encoding);
    }

    private static String header(ServerRequest request, HeaderName name) {
        return request.headers().first(name).orElse("").trim().toLowerCase(Locale.ROOT);
    }

    /** Never more than the bound is unpacked, whatever the body promises. */
    private static byte[] uncompressed(byte[] body, int most, BoundedBody held) throws RequestRefusedException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            byte[] original = held.read(in, most);
            if (original == null) {
                throw tooLarge("the body has more than " + most + " bytes uncompressed");
            }
            return original;
        } catch (IOException e) {
            throw new RequestRefusedException(
                    Reason.MALFORMED, "the body is not compressed with gzip: " + e.getMessage());
        }
    }

    private static RequestRefusedException tooLarge(String message) {
        return new RequestRefusedException(Reason.BODY_TOO_LARGE, message + "; send it in several");
    }
}
