package io.tocsin.collector.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The files of procfs, read whole: the kernel makes each at the moment of reading. */
record Procfs(Path root) {

    private static final Pattern BLANKS = Pattern.compile("\\s+");

    List<String> lines(String file) {
        return text(file).lines().toList();
    }

    /** @throws UncheckedIOException if it cannot be read */
    String text(String file) {
        try {
            return Files.readString(root.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(root.resolve(file) + " cannot be read", e);
        }
    }

    boolean has(String file) {
        return Files.isReadable(root.resolve(file));
    }

    /** The words of a line. */
    static String[] words(String line) {
        return BLANKS.split(line.strip());
    }
}
