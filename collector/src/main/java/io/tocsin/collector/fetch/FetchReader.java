package io.tocsin.collector.fetch;

import io.tocsin.collector.scrape.config.HttpOptions;
import io.tocsin.collector.scrape.config.HttpReader;
import io.tocsin.collector.scrape.config.Sizes;
import io.tocsin.schemas.config.Problems;
import io.tocsin.schemas.config.Secret;
import io.tocsin.schemas.config.YamlNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads from a section what is asked, and how. Files that it names are relative to the file it stands in. */
public final class FetchReader {

    /** The keys that are read, beside the URL's. */
    public static final List<String> KEYS = List.of(
            "method",
            "headers",
            "body",
            "basic_auth",
            "authorization",
            "bearer_token",
            "bearer_token_file",
            "tls_config",
            "follow_redirects",
            "body_size_limit",
            "preferred_ip_protocol",
            "ip_protocol_fallback");

    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern VALUE = Pattern.compile("[\\t -~\\x80-\\uFFFF]*");
    private static final Set<String> OURS = Set.of("connection", "content-length", "transfer-encoding", "expect");
    private static final int MOST_BODY = 64 << 20;

    private final YamlNode section;
    private final Problems problems;

    private FetchReader(YamlNode section, Problems problems) {
        this.section = section;
        this.problems = problems;
    }

    /** @param bodyLimit where the section has none, in bytes */
    public static FetchSettings read(YamlNode section, int bodyLimit, Problems problems) {
        return new FetchReader(section, problems).read(bodyLimit);
    }

    /** @return empty, and a problem, if the text is no URL that can be asked */
    public static Optional<URI> url(YamlNode node) {
        try {
            URI url = new URI(node.text());
            boolean http = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
            if (!http || url.getHost() == null) {
                node.problem("must be a URL such as https://example.org/health");
            } else if (url.getRawUserInfo() != null) {
                node.problem("must not hold a name or a password; basic_auth is for them");
            } else if (url.getRawFragment() != null || url.getPort() > 65_535) {
                node.problem("must have no #… and a port that exists");
            } else {
                return Optional.of(url);
            }
        } catch (URISyntaxException e) {
            node.problem("must be a URL such as https://example.org/health: " + e.getReason());
        }
        return Optional.empty();
    }

    private FetchSettings read(int bodyLimit) {
        Path file = Path.of(section.position().file()).toAbsolutePath().getParent();
        HttpOptions http = HttpReader.read(section, file == null ? Path.of("") : file, problems);
        SortedMap<String, String> headers = headers();
        return new FetchSettings(
                method(),
                new FetchSettings.Headers(headers),
                section.secret("body").orElseGet(() -> new Secret("")),
                http.credentials(),
                http.tls(),
                http.followRedirects(),
                bodyLimit(bodyLimit),
                ip());
    }

    private String method() {
        String method = section.string("method", "GET");
        if (!TOKEN.matcher(method).matches() || method.equals("CONNECT")) {
            section.get("method").problem("must be a method such as GET, HEAD or POST");
        }
        return method;
    }

    private SortedMap<String, String> headers() {
        SortedMap<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        section.get("headers").entries().forEach((name, node) -> {
            String value = node.isPresent() ? node.text() : "";
            if (!TOKEN.matcher(name).matches()) {
                node.problem("is no name of a header");
            } else if (OURS.contains(name.toLowerCase(Locale.ROOT))) {
                node.problem("is set by itself");
            } else if (!VALUE.matcher(value).matches()) {
                node.problem("has a character that no header may have");
            } else if (headers.put(name, value) != null) {
                node.problem("is there twice");
            }
        });
        return headers;
    }

    private int bodyLimit(int dflt) {
        long limit = Sizes.bytes(section, "body_size_limit", dflt);
        if (limit < 1 || limit > MOST_BODY) {
            section.get("body_size_limit").problem("must be from 1B to 64MB");
            return dflt;
        }
        return (int) limit;
    }

    private IpPreference ip() {
        boolean fallback = section.bool("ip_protocol_fallback", true);
        return switch (section.string("preferred_ip_protocol", "")) {
            case "" -> {
                if (!fallback) {
                    section.get("ip_protocol_fallback").problem("needs a preferred_ip_protocol");
                }
                yield IpPreference.NONE;
            }
            case "ip4" -> new IpPreference(IpPreference.Protocol.IP4, fallback);
            case "ip6" -> new IpPreference(IpPreference.Protocol.IP6, fallback);
            default -> {
                section.get("preferred_ip_protocol").problem("must be ip4 or ip6");
                yield IpPreference.NONE;
            }
        };
    }
}
