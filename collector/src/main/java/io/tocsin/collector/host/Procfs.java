package io.tocsin.collector.host;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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
        // Not Files.readString: it believes the size, which is 0, and asks for one byte to see; a file below sys/ then
        // gives that byte and no more.
        try (InputStream in = Files.newInputStream(root.resolve(file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
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
