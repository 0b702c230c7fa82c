package io.tocsin.standalone.quality;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The source tree this build runs in. */
public final class Reactor {
    public static final Path ROOT =
            Path.of(requireNonNull(System.getProperty("tocsin.root"), "tocsin.root is set by the build"));
    static final List<String> MODULES =
            List.of("schemas", "promql", "collector", "collector/client", "stream-processor", "notifier", "standalone");

    private Reactor() {}

    /** Every hand-written Java file of every module. */
    static List<Path> javaFiles() throws IOException {
        List<Path> files = new ArrayList<>();
        for (String module : MODULES) {
            try (Stream<Path> walk = Files.walk(ROOT.resolve(module).resolve("src"))) {
                walk.filter(file -> file.toString().endsWith(".java")).sorted().forEach(files::add);
            }
        }
        return files;
    }

    /** The compiled classes of every module that has any. */
    static List<Path> classes(String directory) {
        return MODULES.stream()
                .map(module -> ROOT.resolve(module).resolve("target").resolve(directory))
                .filter(Files::isDirectory)
                .toList();
    }
}
