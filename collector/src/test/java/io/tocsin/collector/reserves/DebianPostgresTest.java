package io.tocsin.collector.reserves;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.collector.fetch.RawServer;
import io.tocsin.collector.reserves.Trouble.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Figures from Debian's PostgreSQL, as a user who may only read. */
final class DebianPostgresTest {

    private static final Path INSTALLED = Path.of("/usr/lib/postgresql");
    private static final String ROOT = "root";
    private static final String SUPPLY = "99999999999999999999.999999999999999999";

    @TempDir
    private Path directory;

    private @Nullable Process server;
    private int port;

    @BeforeEach
    void start() throws Exception {
        Optional<Path> programs = programs();
        if (System.getenv("CI") != null) {
            assertThat(programs).as("CI has Debian's postgresql").isPresent();
        }
        Assumptions.assumeTrue(programs.isPresent(), "skipped: Debian's postgresql is not installed");
        Files.writeString(directory.resolve("admin"), "admin-hush");
        Files.writeString(directory.resolve("password"), "hush\n");
        Path data = Files.createDirectory(directory.resolve("data"));
        run("chown", "-R", owner(), directory.toString());
        Path bin = programs.get();
        run(asUser(
                bin.resolve("initdb").toString(),
                "--no-sync",
                "--auth=scram-sha-256",
                "--username=admin",
                "--pwfile=" + directory.resolve("admin"),
                data.toString()));
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        server = process(asUser(
                bin.resolve("postgres").toString(),
                "-D",
                data.toString(),
                "-F",
                "-p",
                Integer.toString(port),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "unix_socket_directories="));
        await().atMost(Duration.ofSeconds(60)).ignoreExceptions().untilAsserted(() -> admin("select 1"));
        fill();
    }

    @AfterEach
    void stop() throws Exception {
        if (server != null) {
            // What runs it as another user does not pass the end on.
            server.descendants().forEach(ProcessHandle::destroy);
            server.destroy();
            server.waitFor();
            await().atMost(Duration.ofSeconds(30)).until(() -> !Files.exists(directory.resolve("data/postmaster.pid")));
        }
    }

    private static Optional<Path> programs() throws IOException {
        if (!Files.isDirectory(INSTALLED)) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> versions = Files.newDirectoryStream(INSTALLED)) {
            for (Path version : versions) {
                if (Files.isExecutable(version.resolve("bin/initdb"))) {
                    return Optional.of(version.resolve("bin"));
                }
            }
        }
        return Optional.empty();
    }

    private static String owner() {
        String user = System.getProperty("user.name");
        return user.equals(ROOT) ? "postgres" : user;
    }

    /** PostgreSQL does not run as root. */
    private static List<String> asUser(String... command) {
        List<String> all = new ArrayList<>();
        if (System.getProperty("user.name").equals(ROOT)) {
            all.addAll(List.of("runuser", "-u", "postgres", "--"));
        }
        all.addAll(List.of(command));
        return all;
    }

    private void run(String... command) throws Exception {
        run(List.of(command));
    }

    private void run(List<String> command) throws Exception {
        Process process = process(command);
        assertThat(process.waitFor())
                .as(() -> String.join(" ", command) + ": " + read("out.txt"))
                .isZero();
    }

    private Process process(List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("out.txt").toFile()))
                .start();
    }

    private String read(String file) {
        try {
            return Files.readString(directory.resolve(file));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    private void admin(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(), "admin", "admin-hush");
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private void fill() throws SQLException {
        admin(
                "create table balance (amount numeric(38, 18), approximately double precision)",
                "insert into balance values (" + SUPPLY + " - 0.000000000000000001, 1.5), (0.000000000000000001, 2)",
                "create role reader login password 'hush'",
                "grant select, insert on balance to reader");
    }

    private String source(String query) {
        return "{jdbc: {url: '" + url() + "', username: reader, password_file: password, query: \"" + query + "\"}}";
    }

    private Poll.Result poll(String supply) throws InterruptedException {
        return Polls.poll(Polls.verification(
                directory, "timeout: 20s, supply: " + supply + ", locked: " + source("select 7::bigint")));
    }

    private void assertTrouble(Poll.Result result, Reason reason, String text) {
        assertThat(result.snapshot()).isEmpty();
        assertThat(result.missing()).isNotEmpty().first().satisfies(missing -> {
            assertThat(missing.reason()).isEqualTo(reason);
            assertThat(missing.toString()).contains(text).doesNotContain("hush");
        });
    }

    @Test
    void shouldReadExactly_andOnlyRead() throws Exception {
        Poll.Result result = poll(source("select sum(amount) from balance"));

        assertThat(result.missing()).isEmpty();
        assertThat(result.snapshot().orElseThrow().getSupply()).isEqualByComparingTo(SUPPLY);
        assertThat(result.snapshot().orElseThrow().getLocked()).isEqualByComparingTo("7");

        assertTrouble(
                poll(source("insert into balance values (1, 1) returning amount")),
                Reason.DATABASE,
                "in a read-only transaction");
        assertTrouble(poll(source("select sum(approximately) from balance")), Reason.INVALID, "cast it to numeric");
        assertTrouble(poll(source("select 'NaN'::numeric")), Reason.DATABASE, "NaN");
        assertTrouble(poll(source("select amount from missing")), Reason.DATABASE, "\"missing\" does not exist");
        assertThat(Polls.poll(Polls.verification(
                                directory,
                                "supply: " + source("select 1") + ", locked: " + source("select 1") + ", paused: "
                                        + source("select count(*) > 1 from balance")))
                        .snapshot()
                        .orElseThrow()
                        .getPaused())
                .isTrue();
    }

    @Test
    void shouldNotShowThePassword_whenItIsWrong() throws Exception {
        Files.writeString(directory.resolve("password"), "other-hush");

        assertTrouble(poll(source("select 1")), Reason.DATABASE, "password authentication failed");
    }

    @Test
    void shouldWaitNoLonger_andLeaveNothingRunning() throws Exception {
        Poll.Result result = Polls.poll(Polls.verification(
                directory,
                "timeout: 2s, supply: " + source("select 1 from pg_sleep(300)") + ", locked: " + source("select 7")));

        assertTrouble(result, Reason.TIMEOUT, "supply");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(sleeping()).isZero());
    }

    private int sleeping() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(), "admin", "admin-hush");
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("select count(*) from pg_stat_activity where usename = 'reader'")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"true, TIMEOUT", "false, UNREACHABLE"})
    void shouldSayThatTheDatabaseIsAway(boolean hangs, Reason reason) throws Exception {
        try (RawServer other = new RawServer((request, out, self) -> self.hang())) {
            String url = "jdbc:postgresql://127.0.0.1:" + (hangs ? other.port() : 1) + "/postgres";
            String timeout = "timeout: " + (hangs ? "2s" : "20s");
            String source = "{jdbc: {url: '" + url + "', username: u, query: select 1}}";

            Poll.Result result =
                    Polls.poll(Polls.verification(directory, timeout + ", supply: " + source + ", locked: " + source));

            assertTrouble(result, reason, "supply");
        }
    }
}
