package io.tocsin.promql.scripts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A script's commands, each with the lines indented below it. */
record Script(Path file, List<Command> commands) {

    static final Pattern BLANKS = Pattern.compile("\\s+");

    /** @param line of the command in the file, from 1 */
    record Command(int line, String text, List<String> body) {

        String word() {
            return words().getFirst();
        }

        List<String> words() {
            return BLANKS.splitAsStream(text).toList();
        }
    }

    static Script read(Path file) {
        try {
            return new Script(file, commands(Files.readAllLines(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Command> commands(List<String> lines) {
        List<Command> commands = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = withoutComment(lines.get(i)).strip();
            if (line.isEmpty()) {
                continue;
            }
            if (startsCommand(line)) {
                commands.add(new Command(i + 1, line, new ArrayList<>()));
            } else if (commands.isEmpty()) {
                throw new IllegalArgumentException("line " + (i + 1) + " belongs to no command: " + line);
            } else {
                commands.getLast().body().add(line);
            }
        }
        return commands;
    }

    private static boolean startsCommand(String line) {
        return line.equals("clear")
                || line.matches("load(_with_nhcb)?\\s.*")
                || line.matches("eval(_fail|_warn|_info|_ordered)?\\s+(instant|range)\\s.*");
    }

    /** A whole-line comment; a hash elsewhere belongs to the query. */
    private static String withoutComment(String line) {
        return line.strip().startsWith("#") ? "" : line;
    }
}
