package io.tocsin.standalone.bench;

import io.tocsin.standalone.cli.TemporaryDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A directory for one measurement, deleted after it. */
final class Workspace implements AutoCloseable {
    private final TemporaryDirectory directory = new TemporaryDirectory("tocsin-bench");

    Path resolve(String name) {
        return directory.path().resolve(name);
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
        directory.close();
    }
}
