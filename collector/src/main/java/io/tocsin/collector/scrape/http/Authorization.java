package io.tocsin.collector.scrape.http;

import io.tocsin.collector.scrape.config.Credentials;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Base64;
import java.util.Optional;

/** The header {@code Authorization}. */
public final class Authorization {

    private Authorization() {}

    /** @throws ScrapeFailedException if a secret's file cannot be read */
    public static Optional<String> header(Credentials credentials) throws ScrapeFailedException {
        return switch (credentials) {
            case Credentials.None() -> Optional.empty();
            case Credentials.Basic(String user, Credentials.Source password) ->
                Optional.of(basic(user, read(password)));
            case Credentials.Token(String type, Credentials.Source token) -> Optional.of(type + " " + read(token));
        };
    }

    private static String basic(String user, String password) {
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    private static String read(Credentials.Source source) throws ScrapeFailedException {
        String secret = switch (source) {
            case Credentials.Source.Inline(var inline) -> inline.reveal();
            case Credentials.Source.File(var path) -> {
                try {
                    yield Files.readString(path).strip();
                } catch (IOException e) {
                    throw new ScrapeFailedException("cannot read the credentials in " + path + ": "
                            + e.getClass().getSimpleName());
                }
            }
        };
        if (secret.chars().anyMatch(c -> c < ' ' || c > '~')) {
            throw new ScrapeFailedException("the credentials have a character that no HTTP header may have");
        }
        return secret;
    }
}
