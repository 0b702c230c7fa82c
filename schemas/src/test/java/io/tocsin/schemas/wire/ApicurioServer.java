package io.tocsin.schemas.wire;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Apicurio's real registry, as a process of its own with nothing kept, on a free port of the loopback. */
final class ApicurioServer implements AutoCloseable {

    private final Process process;
    private final String url;

    private ApicurioServer(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    /** @param archive the {@code tar.gz} of {@code io.apicurio:apicurio-registry-app} */
    static ApicurioServer start(Path archive, Path directory) throws IOException, InterruptedException {
        run(directory, "tar", "-xzf", archive.toString());
        int port = freePort();
        Process process = process(
                directory,
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx300m",
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + port,
                "-jar",
                "quarkus-run.jar");
        ApicurioServer server = new ApicurioServer(process, "http://127.0.0.1:" + port + "/apis/ccompat/v7");
        server.awaitReady(directory.resolve("output.log"));
        return server;
    }

    private static void run(Path directory, String... command) throws IOException, InterruptedException {
        Process process = process(directory, command);
        if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
            throw new IOException(String.join(" ", command) + ": " + Files.readString(directory.resolve("output.log")));
        }
    }

    private static Process process(Path directory, String... command) throws IOException {
        return new ProcessBuilder(List.of(command))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output.log").toFile())
                .start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitReady(Path log) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/subjects"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            await("Apicurio, see " + log)
                    .atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofMillis(250))
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .until(() -> http.send(request, BodyHandlers.discarding()).statusCode() == 200);
        }
    }

    String url() {
        return url;
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
