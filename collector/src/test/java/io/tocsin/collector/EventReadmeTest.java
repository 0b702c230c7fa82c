package io.tocsin.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The README's examples do what it says. A shell expands them, with a function in curl's place that writes down what
 * curl would be told; then the same request goes to a collector of our own.
 */
final class EventReadmeTest {

    private static final Path README = Path.of("README.md");
    private static final Pattern BLOCK = Pattern.compile("(?s)```sh\n(.*?)```");
    private static final String AUTHORITY = "http://127.0.0.1:9080";
    private static final int MOST_LINES = 6;

    /** The arguments, each ended by a zero byte, and what is piped in. */
    private static final String RECORDER = """
        curl() {
          printf '%s\\0' "$@" >"$OUT/arguments"
          case " $* " in *" @- "*) cat >"$OUT/input" ;; esac
        }
        """;

    @TempDir
    private Path directory;

    private final EventServer server = new EventServer("{}");

    @AfterEach
    void stop() {
        server.close();
    }

    @TestFactory
    Stream<DynamicTest> examples() throws Exception {
        List<String> blocks = BLOCK.matcher(Files.readString(README))
                .results()
                .map(block -> block.group(1))
                .filter(block -> block.contains("curl "))
                .toList();
        assertThat(blocks).hasSizeGreaterThanOrEqualTo(3);
        return blocks.stream()
                .map(block -> dynamicTest(block.lines().findFirst().orElse(""), () -> run(block)));
    }

    private void run(String block) throws Exception {
        assertThat(block.lines().count()).isLessThanOrEqualTo(MOST_LINES);
        server.now.set(InstantSource.system().millis());
        server.clear();

        HttpResponse<String> answer = send(expanded(block));

        assertThat(answer.body()).contains("\"rejected\":0");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(server.records()).isNotEmpty();
    }

    private List<String> expanded(String block) throws Exception {
        ProcessBuilder shell = new ProcessBuilder("bash", "-ec", RECORDER + block).inheritIO();
        shell.environment().put("OUT", directory.toString());
        Process process = shell.start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        return List.of(Files.readString(directory.resolve("arguments")).split("\0", -1));
    }

    private HttpResponse<String> send(List<String> arguments) throws Exception {
        List<String> headers = new ArrayList<>();
        byte[] body = new byte[0];
        String path = "";
        for (int i = 0; i < arguments.size(); i++) {
            switch (arguments.get(i)) {
                case "-H" -> {
                    String header = arguments.get(++i);
                    headers.add(header.substring(0, header.indexOf(':')));
                    headers.add(header.substring(header.indexOf(':') + 1).strip());
                }
                case "-d", "--data-binary" -> body = data(arguments.get(++i));
                case String other when other.startsWith(AUTHORITY) -> path = other.substring(AUTHORITY.length());
                default -> assertThat(arguments.get(i)).isIn("-s", "");
            }
        }
        return server.post(path, body, headers.toArray(String[]::new));
    }

    private byte[] data(String argument) throws Exception {
        return argument.equals("@-")
                ? Files.readAllBytes(directory.resolve("input"))
                : argument.getBytes(StandardCharsets.UTF_8);
    }
}
