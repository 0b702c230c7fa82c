package io.tocsin.collector.fetch;

import java.util.Map;

/**
 * An answer.
 *
 * @param status 0 if none came
 * @param headers by their names in small letters; of several the last
 * @param contentLength as the header says; -1 if there is none, 0 if no answer came
 * @param body without its transfer encoding
 * @param cut whether there was more of the body than is read
 */
@SuppressWarnings("ArrayRecordComponent") // Read once, by whoever asked.
public record Response(int status, Map<String, String> headers, long contentLength, byte[] body, boolean cut) {

    public static final Response NONE = new Response(0, Map.of(), 0, new byte[0], false);

    Response with(byte[] read, boolean more) {
        return new Response(status, headers, contentLength, read, more);
    }
}
