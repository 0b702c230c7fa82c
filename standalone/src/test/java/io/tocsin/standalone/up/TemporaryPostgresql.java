package io.tocsin.standalone.up;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Debian's PostgreSQL over a directory of its own. It refuses to run as root: then its own user runs it. */
final class TemporaryPostgresql {

    private static final boolean AS_ROOT = "root".equals(System.getProperty("user.name"));

    private final PeerPrograms programs;
    private final Path bin;
    private final Path data;
    private final int port;

    /** @param directory in which its own is made; others may pass through it from then on */
    TemporaryPostgresql(PeerPrograms programs, Path directory, int port) throws IOException, InterruptedException {
        this.programs = programs;
        this.bin = installed().orElseThrow();
        this.data = Files.createDirectory(directory.resolve("postgresql"));
        this.port = port;
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        if (AS_ROOT) {
            programs.run("chown", "postgres", data.toString());
        }
        programs.run(command("initdb", "-D", data.toString(), "-U", "postgres", "-A", "trust", "-N", "-E", "UTF8"));
    }

    /** The programs of the newest version there is. */
    static Optional<Path> installed() throws IOException {
        Path versions = Path.of("/usr/lib/postgresql");
        if (!Files.isDirectory(versions)) {
            return Optional.empty();
        }
        try (Stream<Path> found = Files.list(versions)) {
            return found.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Comparator.naturalOrder());
        }
    }

    /** Returns when it takes connections. */
    void start() throws IOException, InterruptedException {
        String options =
                "-p %d -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off".formatted(port);
        programs.run(command(
                "pg_ctl", "-D", data.toString(), "-l", data.resolve("log").toString(), "-w", "-o", options, "start"));
    }

    /** At once, as a crash. */
    void stop() throws IOException, InterruptedException {
        programs.run(command("pg_ctl", "-D", data.toString(), "-w", "-m", "immediate", "stop"));
    }

    /** Ends it if it runs. */
    void stopIfItRuns() throws IOException, InterruptedException {
        if (Files.exists(data.resolve("postmaster.pid"))) {
            stop();
        }
    }

    void createDatabase(String name) throws IOException, InterruptedException {
        programs.run(command("createdb", "-h", "127.0.0.1", "-p", Integer.toString(port), "-U", "postgres", name));
    }

    String url() {
        return "postgresql://postgres@127.0.0.1:" + port + "/postgres?sslmode=disable";
    }

    private String[] command(String program, String... arguments) {
        List<String> command = new ArrayList<>(AS_ROOT ? List.of("runuser", "-u", "postgres", "--") : List.of());
        command.add(bin.resolve(program).toString());
        command.addAll(List.of(arguments));
        return command.toArray(String[]::new);
    }
}
