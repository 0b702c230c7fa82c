package io.tocsin.streamprocessor.http;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A directory of runbooks, {@code <alert>.md} each. A name that somebody asks for is looked up among those of the
 * directory and never becomes a path, so nothing else can be reached.
 *
 * @param directory empty: none is configured
 */
public record Runbooks(Optional<Path> directory) {
    private static final String FORM = "*.md";

    /** There is nothing to show; the message says why, and what to do about it. */
    static final class AbsentException extends Exception {
        private static final long serialVersionUID = 1L;

        AbsentException(String message) {
            super(message);
        }
    }

    /**
     * The files by name, as {@code ServiceDown.md}.
     *
     * @throws AbsentException if there is no directory
     * @throws IOException if it cannot be read
     */
    SortedMap<String, Path> files() throws AbsentException, IOException {
        Path from = directory.orElseThrow(() -> new AbsentException(
                "no runbooks are configured here: `runbooks` at the top level of the configuration names their"
                        + " directory"));
        if (!Files.isDirectory(from)) {
            throw new AbsentException(
                    "there is no directory " + from + ", which `runbooks` at the top level of the configuration names");
        }
        SortedMap<String, Path> files = new TreeMap<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(from, FORM)) {
            for (Path file : found) {
                if (Files.isRegularFile(file)) {
                    files.put(String.valueOf(file.getFileName()), file);
                }
            }
        }
        return files;
    }

    /**
     * One of them.
     *
     * @throws AbsentException if there is none of this name
     * @throws IOException if it cannot be read
     */
    byte[] read(String name) throws AbsentException, IOException {
        Path file = files().get(name);
        if (file == null) {
            throw new AbsentException("there is no runbook " + name + "; those there are: /runbooks/");
        }
        return Files.readAllBytes(file);
    }
}
