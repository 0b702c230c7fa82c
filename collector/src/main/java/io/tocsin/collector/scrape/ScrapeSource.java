package io.tocsin.collector.scrape;

import io.tocsin.collector.scrape.config.PrometheusFile;
import io.tocsin.collector.scrape.config.ScrapeSettings;
import io.tocsin.schemas.config.Problems;
import io.tocsin.schemas.config.YamlNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the scrape configuration comes from: the section {@code scrape:} of {@code tocsin.yml}, which is in the form of
 * a Prometheus configuration, or the Prometheus configuration that its {@code config_file} names. The latter is read
 * again when it has changed; while it is wrong, what was right before goes on.
 */
public final class ScrapeSource {

    private static final Logger LOG = LoggerFactory.getLogger(ScrapeSource.class);

    private final Optional<Path> file;
    private volatile ScrapeSettings settings;
    private volatile boolean good = true;
    private String text;

    private ScrapeSource(Optional<Path> file, String text, ScrapeSettings settings) {
        this.file = file;
        this.text = text;
        this.settings = settings;
        settings.unsupported().forEach(each -> LOG.warn("{}", each));
    }

    /** Without any job. */
    public static ScrapeSource none() {
        return new ScrapeSource(Optional.empty(), "", ScrapeSettings.NONE);
    }

    /** @param section may be absent; mistakes, also those of the file it names, are recorded */
    public static ScrapeSource read(YamlNode section, Problems problems) {
        Path directory = Path.of(section.position().file()).toAbsolutePath().getParent();
        Path here = directory == null ? Path.of("") : directory;
        Optional<String> named = section.optionalString("config_file");
        if (named.isEmpty()) {
            return new ScrapeSource(Optional.empty(), "", PrometheusFile.read(section, here, problems));
        }
        section.allowOnly("config_file");
        Path file = here.resolve(named.get());
        try {
            String text = Files.readString(file);
            return new ScrapeSource(Optional.of(file), text, parse(file, text, problems));
        } catch (IOException e) {
            section.get("config_file").problem("cannot be read: " + e);
            return none();
        }
    }

    private static ScrapeSettings parse(Path file, String text, Problems problems) {
        Path directory = file.toAbsolutePath().getParent();
        YamlNode root = YamlNode.parse(file.toString(), text, problems);
        return PrometheusFile.read(root, directory == null ? Path.of("") : directory, problems);
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
        ScrapeSettings read = parse(changed, now, problems);
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
