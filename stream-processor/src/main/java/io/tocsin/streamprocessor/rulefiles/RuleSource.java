package io.tocsin.streamprocessor.rulefiles;

import io.tocsin.promql.rules.RuleFile;
import io.tocsin.schemas.config.Problems;
import io.tocsin.schemas.config.YamlNode;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Rules that the configuration brings: a file of {@code rule_files}, or what a section of it becomes.
 *
 * @param name of a file relative to the configuration file, with forward slashes; of a section what it is made from
 * @param path that problems name
 * @param text a rule file, as it goes into the log
 * @param source that people see with each group in the log
 */
public record RuleSource(String name, Path path, String text, String source) {
    private static final String FILE = "rule_files: ";
    private static final String SECTION = "configuration: ";

    /** A file as it is. */
    static RuleSource file(String name, Path path, String text) {
        return new RuleSource(name, path, text, FILE + name);
    }

    /** @param key of the section, at the top level */
    static RuleSource generated(String key, String text) {
        String name = SECTION + key;
        return new RuleSource(name, Path.of(key), text, name);
    }

    /** With another text; {@code how} tells people what is different. */
    RuleSource changed(String text, String how) {
        return new RuleSource(name, path, text, source + ", " + how);
    }

    /** Whether it is a file, and not what a section becomes. */
    public boolean isFile() {
        return source.startsWith(FILE);
    }

    /** Whether a group with this source was brought by a configuration. */
    static boolean isOurs(String source) {
        return source.startsWith(FILE) || source.startsWith(SECTION);
    }

    /**
     * Reads the files an entry names; the last part of its path may be a pattern, as {@code rules/*.yml}, which nothing in
     * its directory has to match. What cannot be read is a problem of the entry.
     */
    static List<RuleSource> read(YamlNode entry, Path directory) {
        String pattern = entry.text();
        List<RuleSource> sources = new ArrayList<>();
        try {
            for (Path file : files(directory.resolve(pattern).normalize())) {
                String name = directory.relativize(file).toString().replace('\\', '/');
                sources.add(file(name, file, read(file)));
            }
            if (sources.isEmpty() && !pattern.isEmpty() && !isEmptyDirectory(directory.resolve(pattern))) {
                entry.problem("\"" + pattern + "\" matches no file in " + directory);
            }
        } catch (IOException | IllegalArgumentException e) {
            entry.problem("cannot read \"" + pattern + "\": " + e);
        }
        return sources;
    }

    /** Whether it is a pattern over a directory that is there: one for rules still to come. */
    private static boolean isEmptyDirectory(Path pattern) {
        Path parent = pattern.getParent();
        String last = String.valueOf(pattern.getFileName());
        return last.contains("*") && parent != null && Files.isDirectory(parent);
    }

    /** How many rules it has, recording rules included, in groups that are evaluated so often at least. */
    public int rulesEvery(Duration longest) {
        return RuleFile.parse(name, text, new Problems()).groups().stream()
                .filter(group ->
                        group.interval().map(own -> own.compareTo(longest) <= 0).orElse(true))
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
