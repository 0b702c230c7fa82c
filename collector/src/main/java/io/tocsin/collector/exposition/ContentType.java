package io.tocsin.collector.exposition;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Says from an answer's {@code Content-Type} how to read it. As in Prometheus 3 nothing is guessed: where the header is
 * missing, malformed or of a type that is not known, the target's {@code fallback_scrape_protocol} counts, and without
 * one the scrape fails.
 */
public final class ContentType {

    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]++";
    private static final String PARAMETER =
            "\\s*+;\\s*+" + TOKEN + "\\s*+=\\s*+(?:" + TOKEN + "|\"(?:[^\"\\\\]|\\\\.)*+\")";
    private static final Pattern MEDIA_TYPE =
            Pattern.compile("\\s*+(" + TOKEN + "/" + TOKEN + ")\\s*+(?:" + PARAMETER + ")*+\\s*+;?\\s*+");

    /** A longer header is not looked into. */
    private static final int LONGEST = 1000;

    /** Of a header in a message. */
    private static final int SHOWN = 100;

    private ContentType() {}

    /**
     * @param header as it was received, null if it was not
     * @param fallback of the target, null if it has none
     * @throws ContentTypeException if the scrape fails; the message says what to do
     */
    public static ExpositionFormat format(@Nullable String header, @Nullable ScrapeProtocol fallback)
            throws ContentTypeException {
        return switch (mediaType(header)) {
            case "text/plain" -> ExpositionFormat.PROMETHEUS;
            case "application/openmetrics-text" -> ExpositionFormat.OPENMETRICS;
            case "application/vnd.google.protobuf" ->
                throw new ContentTypeException("the target sent protobuf, which it was not asked for and which is not"
                        + " supported; have it send text/plain or application/openmetrics-text");
            default -> unknown(header, fallback).format();
        };
    }

    private static ScrapeProtocol unknown(@Nullable String header, @Nullable ScrapeProtocol fallback)
            throws ContentTypeException {
        if (fallback == null) {
            throw new ContentTypeException(problem(header) + "; have the target send text/plain or"
                    + " application/openmetrics-text, or set fallback_scrape_protocol for its job");
        }
        return fallback;
    }

    /** @return in lower case, empty if there is none or it is malformed */
    private static String mediaType(@Nullable String header) {
        if (header == null || header.length() > LONGEST) {
            return "";
        }
        Matcher matcher = MEDIA_TYPE.matcher(header);
        return matcher.matches() ? matcher.group(1).toLowerCase(Locale.ROOT) : "";
    }

    private static String problem(@Nullable String header) {
        if (header == null || header.isEmpty()) {
            return "the target sent no Content-Type";
        }
        String shown = header.length() <= SHOWN ? header : header.substring(0, SHOWN) + "…";
        return "the target sent the Content-Type \"" + shown + "\", which is not known";
    }
}
