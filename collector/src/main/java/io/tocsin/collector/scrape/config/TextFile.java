package io.tocsin.collector.scrape.config;

import io.tocsin.schemas.config.YamlNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads a file that a configuration names. */
final class TextFile {

    private TextFile() {}

    /** @param named where a file that cannot be read is a problem */
    static Optional<String> read(Path file, YamlNode named) {
        try {
            return Optional.of(Files.readString(file));
        } catch (IOException e) {
            named.problem("cannot be read: " + e);
            return Optional.empty();
        }
    }
}
