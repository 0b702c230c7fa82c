package io.tocsin.standalone.pipeline;

import io.tocsin.notifier.NotifierMain;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A notifier in a JVM of its own, to be killed. */
final class NotifierChild {

    private NotifierChild() {}

    static Process start(Path config, File output) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = List.of(
                java,
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                NotifierMain.class.getName(),
                config.toString());
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output))
                .start();
    }
}
