package io.tocsin.streamprocessor.rulefiles;

import io.tocsin.promql.rules.RuleFile;
import io.tocsin.schemas.config.Problems;
import io.tocsin.schemas.config.YamlNode;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One file of {@code rule_files}.
 *
 * @param name as the log remembers it: relative to the configuration file, with forward slashes
 */
public record RuleSource(String name, Path path, String text) {
    /**
     * Reads the files an entry names; the last part of its path may be a pattern, as {@code rules/*.yml}. What cannot be
     * read is a problem of the entry.
     */
    static List<RuleSource> read(YamlNode entry, Path directory) {
        String pattern = entry.text();
        List<RuleSource> sources = new ArrayList<>();
        try {
            for (Path file : files(directory.resolve(pattern))) {
                String name = directory.relativize(file).toString().replace('\\', '/');
                sources.add(new RuleSource(name, file, read(file)));
            }
            if (sources.isEmpty() && !pattern.isEmpty()) {
                entry.problem("\"" + pattern + "\" matches no file in " + directory);
            }
        } catch (IOException | IllegalArgumentException e) {
            entry.problem("cannot read \"" + pattern + "\": " + e);
        }
        return sources;
    }

    /** How many rules it has, recording rules included. */
    public int rules() {
        return RuleFile.parse(name, text, new Problems()).groups().stream()
                .mapToInt(group -> group.rules().size())
                .sum();
    }

    private static String read(Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new IOException(file + " is not UTF-8 text", e);
        }
    }

    private static List<Path> files(Path path) throws IOException {
        String last = String.valueOf(path.getFileName());
        Path parent = path.getParent();
        if (parent == null || !Files.isDirectory(parent)) {
            return List.of();
        }
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> matches = Files.newDirectoryStream(parent, last)) {
            matches.forEach(files::add);
        }
        files.removeIf(file -> !Files.isRegularFile(file));
        files.sort(null);
        return files;
    }
}
