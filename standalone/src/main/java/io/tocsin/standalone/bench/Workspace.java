package io.tocsin.standalone.bench;

import io.tocsin.standalone.cli.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A directory for one measurement, deleted after it. */
final class Workspace implements AutoCloseable {
    private final Path directory;

    Workspace() {
        try {
            this.directory = Files.createTempDirectory("tocsin-bench");
        } catch (IOException e) {
            throw new Failure("cannot make a directory for the measurement: " + e, e);
        }
    }

    Path resolve(String name) {
        return directory.resolve(name);
    }

    Path write(String name, String text) {
        try {
            return Files.writeString(resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try (Stream<Path> walk = Files.walk(directory)) {
            List<Path> deepestFirst = walk.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new Failure(directory + " cannot be deleted: " + e, e);
        }
    }
}
