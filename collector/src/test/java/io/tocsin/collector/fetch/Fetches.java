package io.tocsin.collector.fetch;

import io.tocsin.schemas.config.Problems;
import io.tocsin.schemas.config.YamlNode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/** Fetches as a configuration describes them. */
final class Fetches {

    private Fetches() {}

    /** @param yaml the keys of {@link FetchReader} */
    static FetchSettings settings(String yaml) {
        return settings(Path.of(""), yaml);
    }

    /** @param directory where the configuration stands */
    static FetchSettings settings(Path directory, String yaml) {
        Problems problems = new Problems();
        String file = directory.resolve("t.yml").toString();
        FetchSettings settings = FetchReader.read(YamlNode.parse(file, yaml, problems), 1000, problems);
        problems.throwIfAny();
        return settings;
    }

    static Fetched fetch(Fetcher fetcher, String url, FetchSettings settings) throws InterruptedException {
        return fetcher.fetch(settings, URI.create(url), Duration.ofSeconds(30));
    }

    static Fetched fetch(String url, String yaml) throws InterruptedException {
        try (Fetcher fetcher = new Fetcher()) {
            return fetch(fetcher, url, settings(yaml));
        }
    }
}
