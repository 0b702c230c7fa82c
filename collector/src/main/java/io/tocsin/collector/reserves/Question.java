package io.tocsin.collector.reserves;

import io.tocsin.collector.fetch.FetchSettings;
import io.tocsin.schemas.config.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** What is asked. Figures with equal questions are taken from one and the same answer. */
sealed interface Question {

    /** A JSON document over HTTP. */
    record Document(FetchSettings fetch, URI url) implements Question {}

    /** One row of one column. */
    record Query(Login login, String sql) implements Question {}

    /**
     * How to reach a database.
     *
     * @param url of JDBC; it may hold what is not to be seen
     * @param user empty: none
     * @param password a file, read each time
     */
    record Login(Secret url, String user, Optional<Path> password) {}
}
