package io.tocsin.collector.scrape;

import io.tocsin.collector.scrape.config.ScrapeSettings;
import io.tocsin.schemas.config.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The scrape configuration as it is now: a file is read again when it has changed; while it is wrong, the last one holds. */
final class ScrapeSource {

    private static final Logger LOG = LoggerFactory.getLogger(ScrapeSource.class);

    private final Optional<Path> file;
    private volatile ScrapeSettings settings;
    private volatile boolean good = true;
    private String text;

    ScrapeSource(ScrapeSetup setup) {
        this.file = setup.file();
        this.text = setup.text();
        this.settings = setup.settings();
        settings.unsupported().forEach(each -> LOG.warn("{}", each));
    }

    ScrapeSettings settings() {
        return settings;
    }

    /** Whether the file, as it is now, could be read. */
    boolean isGood() {
        return good;
    }

    /** Reads the file again if its text has changed. By one thread at a time. */
    void reload() {
        if (file.isEmpty()) {
            return;
        }
        try {
            String now = Files.readString(file.get());
            if (!now.equals(text)) {
                text = now;
                change(file.get(), now);
            }
        } catch (IOException e) {
            if (good) {
                LOG.warn("{} cannot be read; scraping goes on as before: {}", file.get(), e.toString());
            }
            good = false;
            text = "";
        }
    }

    private void change(Path changed, String now) {
        Problems problems = new Problems();
        ScrapeSettings read = ScrapeSetup.parse(changed, now, problems);
        good = problems.isEmpty();
        if (good) {
            settings = read;
            LOG.info("{} has changed and is used from now on", changed);
            read.unsupported().forEach(each -> LOG.warn("{}", each));
        } else {
            problems.list().forEach(problem -> LOG.warn("{}; scraping goes on as before", problem));
        }
    }
}
