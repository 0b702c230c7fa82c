package io.tocsin.collector.scrape.config;

import io.tocsin.schemas.config.Secret;
import java.nio.file.Path;

/** What goes into the header {@code Authorization}. */
public sealed interface Credentials {

    /** No header. */
    record None() implements Credentials {}

    /** @param user not secret */
    record Basic(String user, Source password) implements Credentials {}

    /** @param type usually {@code Bearer} */
    record Token(String type, Source token) implements Credentials {}

    /** Where a secret stands. */
    sealed interface Source {

        /** In the configuration itself. */
        record Inline(Secret secret) implements Source {}

        /** In a file, read again at each scrape, so that it can be renewed. White space around it is no part of it. */
        record File(Path path) implements Source {}
    }
}
