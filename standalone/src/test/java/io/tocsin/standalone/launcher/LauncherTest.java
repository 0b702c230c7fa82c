package io.tocsin.standalone.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.standalone.quality.Reactor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher, in a tree with spaces in its name, on a path that has just what it may use. */
final class LauncherTest {
    private static final List<String> TOOLS =
            List.of("bash", "dirname", "readlink", "sed", "find", "head", "grep", "tee", "mkdir", "touch");
    private static final String BUILD = """
        #!/bin/sh
        echo "[INFO] Building Tocsin :: standalone 0.1.0-SNAPSHOT [7/7]"
        echo "maven $* with $JAVA_HOME"
        mkdir -p standalone/target
        printf jar > standalone/target/tocsin.jar
        printf 'a.jar:b.jar' > standalone/target/classpath
        """;
    private static final String JAVA = """
        #!/bin/sh
        echo "java in $PWD"
        for each in "$@"; do echo "<$each>"; done
        """;

    @TempDir
    private Path directory;

    private Path home;
    private Path path;

    private record Run(int code, String out, String err) {}

    @BeforeEach
    void layOut() throws IOException {
        home = Files.createDirectories(directory.resolve("the home")).toRealPath();
        path = Files.createDirectories(directory.resolve("path"));
        Files.copy(Reactor.ROOT.resolve("tocsin"), home.resolve("tocsin"));
        write(home.resolve("schemas/src/main/java/A.java"), "");
        for (String tool : TOOLS) {
            script(path.resolve(tool), "#!/bin/sh\nexec " + realTool(tool) + " \"$@\"\n");
        }
        script(path.resolve("mvn"), BUILD);
    }

    @Test
    void shouldSayWhatToInstall_whenThereIsNoJdk() throws Exception {
        Run run = run("up");

        assertThat(run.code).isEqualTo(1);
        assertThat(run.err).startsWith("tocsin: needs a JDK 25 or newer and found none.\nInstall one");
        assertThat(run.out).isEmpty();
    }

    @Test
    void shouldSayWhatItFound_whenEveryJdkIsTooOld() throws Exception {
        Path old = jdk("jdks/old one", "24.0.2");

        assertThat(run("up").err).contains("found none.\n  " + old + " is Java 24\nInstall one");
    }

    @Test
    void shouldBuildAndRun_whenNothingIsBuilt() throws Exception {
        Path jdk = jdk("jdks/new one", "25");

        Run run = run("rules", "check", "a file.yml");

        assertThat(run.code).isZero();
        assertThat(run.err).contains("tocsin: building", "Building Tocsin :: standalone");
        assertThat(Files.readString(home.resolve("target/build.log"))).contains("package with " + jdk);
        assertThat(run.out)
                .startsWith("java in " + directory.toRealPath())
                .contains("<-Dtocsin.home=" + home + ">")
                .contains("<" + home + "/standalone/target/tocsin.jar:a.jar:b.jar>")
                .endsWith("<io.tocsin.standalone.Tocsin>\n<rules>\n<check>\n<a file.yml>\n");
    }

    @Test
    void shouldNotBuild_whenNothingIsNewer() throws Exception {
        jdk("jdks/new", "25.0.1");
        run("up");

        assertThat(run("up").err).isEmpty();
    }

    @Test
    void shouldBuildAgain_whenASourceIsNewer() throws Exception {
        jdk("jdks/new", "25.0.1");
        run("up");
        Path source = home.resolve("schemas/src/main/java/A.java");
        FileTime built = Files.getLastModifiedTime(home.resolve("standalone/target/tocsin.jar"));
        Files.setLastModifiedTime(source, FileTime.from(built.toInstant().plusSeconds(1)));

        assertThat(run("up").err).contains("building");
    }

    @Test
    void shouldNotBuild_whenOnlyATestIsNewer() throws Exception {
        jdk("jdks/new", "25.0.1");
        run("up");
        Path test = write(home.resolve("schemas/src/test/java/ATest.java"), "");
        Files.setLastModifiedTime(test, FileTime.from(Instant.parse("2100-01-01T00:00:00Z")));

        assertThat(run("up").err).isEmpty();
    }

    @Test
    void shouldShowTheErrors_whenTheBuildFails() throws Exception {
        jdk("jdks/new", "25");
        script(path.resolve("mvn"), "#!/bin/sh\necho '[ERROR] A.java:[1,2] no'\nexit 1\n");

        Run run = run("up");

        assertThat(run.code).isEqualTo(1);
        assertThat(run.err).contains("[ERROR] A.java:[1,2] no", "tocsin: the build failed", "build.log");
        assertThat(run.out).isEmpty();
    }

    @Test
    void shouldSayWhatIsMissing_whenThereIsNoMaven() throws Exception {
        jdk("jdks/new", "25");
        Files.delete(path.resolve("mvn"));

        assertThat(run("up").err).isEqualTo("tocsin: needs Maven (mvn) to build and found none on the path.\n");
    }

    @Test
    void shouldPreferJavaHome_whenItIsNewEnough() throws Exception {
        jdk("jdks/new", "25");
        Path chosen = jdk("elsewhere/chosen", "26");

        Run run = run(Map.of("JAVA_HOME", chosen.toString()), "up");

        assertThat(Files.readString(home.resolve("target/build.log"))).contains("with " + chosen);
        assertThat(run.code).isZero();
    }

    @Test
    void shouldLookOn_whenJavaHomeIsTooOld() throws Exception {
        Path jdk = jdk("jdks/new", "25");
        Path old = jdk("elsewhere/old", "17.0.15");

        run(Map.of("JAVA_HOME", old.toString()), "up");

        assertThat(Files.readString(home.resolve("target/build.log"))).contains("with " + jdk);
    }

    @Test
    void shouldPassOptionsToTheJvm_whenTheyAreGiven() throws Exception {
        jdk("jdks/new", "25");

        assertThat(run(Map.of("TOCSIN_JAVA_OPTS", "-Xmx2g -Dx=y"), "up").out).contains("<-Xmx2g>\n<-Dx=y>\n");
    }

    @Test
    void shouldLeaveOutItsCollector_whenAnotherIsGiven() throws Exception {
        jdk("jdks/new", "25");

        assertThat(run("alerts").out).contains("<-XX:+UseSerialGC>");
        assertThat(run(Map.of("TOCSIN_JAVA_OPTS", "-Xmx2g -XX:+UseZGC"), "alerts").out)
                .contains("<-XX:+UseZGC>")
                .doesNotContain("<-XX:+UseSerialGC>");
    }

    @Test
    void shouldLetOnlyUpWriteTheArchive_whenCommandsRun() throws Exception {
        jdk("jdks/new", "25");
        Path archive = home.resolve("standalone/target/tocsin.jsa");

        assertThat(run("alerts").out).doesNotContain("tocsin.jsa");
        assertThat(run("up").out).contains("<-XX:SharedArchiveFile=" + archive + ">", "<-XX:+AutoCreateSharedArchive>");
        Files.writeString(archive, "");
        assertThat(run("alerts").out)
                .contains("<-XX:SharedArchiveFile=" + archive + ">")
                .doesNotContain("AutoCreate");
    }

    @Test
    void shouldFindItsTree_whenCalledThroughALink() throws Exception {
        jdk("jdks/new", "25");
        Path link = Files.createSymbolicLink(directory.resolve("link"), home.resolve("tocsin"));

        assertThat(run(link, Map.of(), "up").out).contains("<-Dtocsin.home=" + home + ">");
    }

    private Run run(String... arguments) throws Exception {
        return run(Map.of(), arguments);
    }

    private Run run(Map<String, String> environment, String... arguments) throws Exception {
        return run(home.resolve("tocsin"), environment, arguments);
    }

    private Run run(Path launcher, Map<String, String> environment, String... arguments) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(Stream.concat(Stream.of(launcher.toString()), Stream.of(arguments))
                .toList());
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        builder.directory(directory.toFile()).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of(
                        "PATH",
                        path.toString(),
                        "TOCSIN_JDKS",
                        directory.resolve("jdks").toString(),
                        "HOME",
                        directory.toString()));
        builder.environment().putAll(environment);
        int code = builder.start().waitFor();
        return new Run(code, Files.readString(out), Files.readString(err));
    }

    private Path jdk(String name, String version) throws IOException {
        Path jdk = directory.toRealPath().resolve(name);
        write(jdk.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        script(jdk.resolve("bin/java"), JAVA);
        script(jdk.resolve("bin/javac"), JAVA);
        return jdk;
    }

    private static Path realTool(String name) {
        return Stream.of("/bin", "/usr/bin")
                .map(bin -> Path.of(bin, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is neither in /bin nor in /usr/bin"));
    }

    private static void script(Path file, String text) throws IOException {
        assertThat(write(file, text).toFile().setExecutable(true)).isTrue();
    }

    private static Path write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text, StandardCharsets.UTF_8);
    }
}
