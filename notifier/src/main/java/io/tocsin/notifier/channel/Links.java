package io.tocsin.notifier.channel;

import io.tocsin.schemas.avro.NotifiedAlert;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

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

    /** By name, in the order in which they help: the runbook, the dashboard, the query. */
    public SequencedMap<String, String> of(NotifiedAlert alert) {
        SequencedMap<String, String> links = new LinkedHashMap<>();
        put(links, "Runbook", alert.getAnnotations().getOrDefault("runbook_url", ""));
        put(links, "Dashboard", alert.getAnnotations().getOrDefault("dashboard_url", ""));
        links.put("Query", generator(alert));
        return links;
    }

    /** Only what a browser opens: an annotation may say anything. */
    private static void put(Map<String, String> links, String name, String url) {
        URI uri = HttpPost.address(url.strip());
        if (uri != null) {
            links.put(name, uri.toString());
        }
    }

    /** The alert's expression, asked for at the instant at which it fired. */
    public String generator(NotifiedAlert alert) {
        return queries + "/api/v1/query?query=" + URLEncoder.encode(alert.getExpr(), StandardCharsets.UTF_8) + "&time="
                + BigDecimal.valueOf(alert.getStartsAt(), 3)
                        .stripTrailingZeros()
                        .toPlainString();
    }
}
