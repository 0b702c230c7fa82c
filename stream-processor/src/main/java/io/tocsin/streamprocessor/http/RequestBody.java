package io.tocsin.streamprocessor.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.helidon.http.HeaderNames;
import io.helidon.http.HttpException;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** What a request brings along, of which nobody can make this process hold more than it can bear. */
final class RequestBody {

    /** Far beyond any rule file. */
    static final int MOST_BYTES = 16 << 20;

    private static final Pattern JSON =
            Pattern.compile("\\s*application/json\\s*(;.*)?", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private RequestBody() {}

    /**
     * As JSON, which it has to call itself. A page in somebody's browser can send a form or a text to an address of the
     * machine it is shown on without being asked; JSON it cannot, unless the address allows it. So no page turns a switch.
     *
     * @throws JsonProcessingException if it is none
     * @throws HttpException 415 if it says that it is something else
     */
    static JsonNode json(ServerRequest request) throws JsonProcessingException {
        String type = request.headers().first(HeaderNames.CONTENT_TYPE).orElse("");
        if (!JSON.matcher(type).matches()) {
            throw new HttpException("Content-Type must be application/json", Status.UNSUPPORTED_MEDIA_TYPE_415);
        }
        return PrometheusJson.MAPPER.readTree(text(request));
    }

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
