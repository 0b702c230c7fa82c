package io.tocsin.collector.scrape;

import io.tocsin.collector.scrape.config.PrometheusFile;
import io.tocsin.collector.scrape.config.ScrapeSettings;
import io.tocsin.schemas.config.Problems;
import io.tocsin.schemas.config.YamlNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What is scraped from the start on: the section {@code scrape:} of {@code tocsin.yml}, which is in the form of a
 * Prometheus configuration, or the Prometheus configuration that its {@code config_file} names.
 *
 * @param file that is named; absent: the section itself says everything
 * @param text of the file
 */
public record ScrapeSetup(Optional<Path> file, String text, ScrapeSettings settings) {

    public static final ScrapeSetup NONE = new ScrapeSetup(Optional.empty(), "", ScrapeSettings.NONE);

    /** @param section may be absent; mistakes, also those of the file it names, are recorded */
    public static ScrapeSetup read(YamlNode section, Problems problems) {
        Path here = directoryOf(Path.of(section.position().file()));
        Optional<String> named = section.optionalString("config_file");
        if (named.isEmpty()) {
            return new ScrapeSetup(Optional.empty(), "", PrometheusFile.read(section, here, problems));
        }
        section.allowOnly("config_file");
        Path file = here.resolve(named.get());
        try {
            String text = Files.readString(file);
            return new ScrapeSetup(Optional.of(file), text, parse(file, text, problems));
        } catch (IOException e) {
            section.get("config_file").problem("cannot be read: " + e);
            return NONE;
        }
    }

    static ScrapeSettings parse(Path file, String text, Problems problems) {
        YamlNode root = YamlNode.parse(file.toString(), text, problems);
        return PrometheusFile.read(root, directoryOf(file), problems);
    }

    private static Path directoryOf(Path file) {
        Path directory = file.toAbsolutePath().getParent();
        return directory == null ? Path.of("") : directory;
    }
}
