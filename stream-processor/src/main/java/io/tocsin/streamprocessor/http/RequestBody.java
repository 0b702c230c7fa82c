package io.tocsin.streamprocessor.http;

import io.helidon.http.HttpException;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What a request brings along, of which nobody can make this process hold more than it can bear. */
final class RequestBody {

    /** Far beyond any rule file. */
    static final int MOST_BYTES = 16 << 20;

    private RequestBody() {}

    /**
     * As text; empty where there is none.
     *
     * @throws HttpException 413 if it is longer than {@link #MOST_BYTES}
     */
    static String text(ServerRequest request) {
        if (!request.content().hasEntity()) {
            return "";
        }
        try (InputStream in = request.content().inputStream()) {
            byte[] body = in.readNBytes(MOST_BYTES + 1);
            if (body.length > MOST_BYTES) {
                throw new HttpException(
                        "the body is longer than " + MOST_BYTES + " bytes", Status.REQUEST_ENTITY_TOO_LARGE_413);
            }
            return new String(body, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the request broke off", e);
        }
    }
}
