package io.tocsin.standalone.cli;

import io.tocsin.standalone.Tocsin;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * {@code tocsin rules …} as its user meets it, on files of one directory.
 *
 * @param name of the subcommand
 */
record RulesCommand(String name, Path directory) {

    /** @param out what it printed, in which files are named relative to the directory */
    record Run(int exit, String out) {}

    Run run(String... arguments) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(printed, true, StandardCharsets.UTF_8);
        String[] all =
                Stream.concat(Stream.of("rules", name), Stream.of(arguments)).toArray(String[]::new);
        int exit = Tocsin.run(new Output(stream, stream), all);
        return new Run(exit, printed.toString(StandardCharsets.UTF_8).replace(directory + "/", ""));
    }

    /** Writes one, and says how an argument names it. */
    String file(String file, String text) throws IOException {
        Path path = directory.resolve(file);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, text).toString();
    }
}
