package io.tocsin.collector.fetch;

import io.tocsin.schemas.config.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * One request of a fetch: the first, or one that a redirect leads to.
 *
 * @param trusted whether it goes where the first one went; our headers and credentials go nowhere else
 */
record Hop(String method, URI url, Secret body, boolean trusted) {

    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final Secret NONE = new Secret("");
    private static final int HTTP = 80;
    private static final int HTTPS = 443;
    private static final int MOST_PORT = 65_535;

    static Hop first(FetchSettings settings, URI url) {
        return new Hop(settings.method(), URI.create(url.toASCIIString()), settings.body(), true);
    }

    boolean secure() {
        return "https".equalsIgnoreCase(url.getScheme());
    }

    /** Without the brackets of an address of version 6. */
    String host() {
        String host = url.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    int port() {
        return url.getPort() >= 0 ? url.getPort() : secure() ? HTTPS : HTTP;
    }

    String authority() {
        return url.getPort() >= 0 ? url.getHost() + ":" + url.getPort() : url.getHost();
    }

    String path() {
        return url.getRawQuery() == null ? pathAlone() : pathAlone() + "?" + url.getRawQuery();
    }

    private String pathAlone() {
        return url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    }

    /** @return empty if the answer is no redirect */
    Optional<Hop> next(Response response) throws FetchException {
        String location = response.headers().getOrDefault("location", "");
        if (!REDIRECTS.contains(response.status()) || location.isEmpty()) {
            return Optional.empty();
        }
        URI to = resolved(location);
        boolean same = trusted && secure() == secure(to) && port() == port(to) && sameHost(to);
        boolean again = response.status() >= 307 || method.equals("HEAD") || method.equals("GET");
        return Optional.of(again ? new Hop(method, to, same ? body : NONE, same) : new Hop("GET", to, NONE, same));
    }

    private boolean sameHost(URI to) {
        return url.getHost().toLowerCase(Locale.ROOT).equals(to.getHost().toLowerCase(Locale.ROOT));
    }

    private static boolean secure(URI to) {
        return "https".equalsIgnoreCase(to.getScheme());
    }

    private static int port(URI to) {
        return new Hop("", to, NONE, false).port();
    }

    private URI resolved(String location) throws FetchException {
        try {
            // Of a query alone the platform's own resolve() makes one of the directory (RFC 2396, not 3986).
            String whole = location.startsWith("?") ? pathAlone() + location : location;
            URI to = url.resolve(new URI(new URI(whole).toASCIIString()));
            boolean http = "http".equalsIgnoreCase(to.getScheme()) || secure(to);
            if (http && to.getHost() != null && to.getPort() <= MOST_PORT) {
                return to;
            }
        } catch (URISyntaxException e) {
            // Told below.
        }
        throw new FetchException(FetchFailure.Reason.REDIRECT, "redirected to what is no URL of HTTP");
    }
}
