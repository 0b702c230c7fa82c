package io.tocsin.collector.scrape.config;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Paths whose last part may have {@code *} for anything and {@code ?} for any character. */
public final class PathPattern {

    private PathPattern() {}

    /** @return the files there are now, in order; a path without pattern is itself, also if there is no such file */
    public static List<Path> matching(Path pattern) {
        Path name = pattern.getFileName();
        Path directory = pattern.toAbsolutePath().getParent();
        if (name == null || directory == null || name.toString().chars().noneMatch(c -> "*?[".indexOf(c) >= 0)) {
            return List.of(pattern);
        }
        List<Path> files = new ArrayList<>();
        if (Files.isDirectory(directory)) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, name.toString())) {
                found.forEach(files::add);
            } catch (IOException e) {
                return List.of();
            }
        }
        Collections.sort(files);
        return files;
    }
}
