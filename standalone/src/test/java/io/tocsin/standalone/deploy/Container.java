package io.tocsin.standalone.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * One service as a process.
 *
 * @param printed has what it prints, on either stream
 */
record Container(Process process, int port, Path printed) {

    /** Whether its health check succeeds: the one of the image. */
    boolean isHealthy() throws IOException, InterruptedException {
        return new ProcessBuilder(Image.HEALTHY_SOURCE.toString(), Integer.toString(port))
                        .start()
                        .waitFor()
                == 0;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** As SIGTERM, by which Docker stops a container. */
    void terminate() {
        process.destroy();
    }

    /** @return its exit code */
    int awaitEnd(Duration limit) throws InterruptedException {
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("still running after " + limit + ":\n" + text());
        }
        return process.exitValue();
    }

    /** As SIGKILL. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    String text() {
        try {
            return Files.readString(printed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
