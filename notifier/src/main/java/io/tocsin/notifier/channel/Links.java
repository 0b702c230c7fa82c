package io.tocsin.notifier.channel;

import io.tocsin.schemas.avro.NotifiedAlert;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Where people find more.
 *
 * @param notifier this notifier, as receivers can reach it; {@code externalURL} of messages
 * @param queries the stream-processor's HTTP API, as receivers can reach it
 */
public record Links(String notifier, String queries) {

    public Links {
        notifier = withoutSlash(notifier);
        queries = withoutSlash(queries);
    }

    private static String withoutSlash(String url) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    /** The alert's expression, asked for at the instant at which it fired. */
    String generator(NotifiedAlert alert) {
        return queries + "/api/v1/query?query=" + URLEncoder.encode(alert.getExpr(), StandardCharsets.UTF_8) + "&time="
                + BigDecimal.valueOf(alert.getStartsAt(), 3)
                        .stripTrailingZeros()
                        .toPlainString();
    }
}
