package io.tocsin.collector.fetch;

import io.tocsin.schemas.config.Problems;
import io.tocsin.schemas.config.YamlNode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Predicate;

/** Fetches as a configuration describes them. */
final class Fetches {

    static final Duration SHORTEST = Duration.ofMillis(400);
    private static final Duration LONGEST = Duration.ofSeconds(30);

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

    /**
     * In a short time; if it does not go as it should, in longer and longer ones: on a machine that stalls, the time may be
     * over before it comes to what should end it.
     */
    static Fetched hurried(Fetcher fetcher, String url, Predicate<Fetched> wanted) throws InterruptedException {
        Duration time = SHORTEST;
        Fetched fetched = fetcher.fetch(settings(""), URI.create(url), time);
        while (!wanted.test(fetched) && time.compareTo(LONGEST) < 0) {
            time = time.multipliedBy(3);
            fetched = fetcher.fetch(settings(""), URI.create(url), time);
        }
        return fetched;
    }

    static Fetched fetch(String url, String yaml) throws InterruptedException {
        try (Fetcher fetcher = new Fetcher()) {
            return fetch(fetcher, url, settings(yaml));
        }
    }
}
