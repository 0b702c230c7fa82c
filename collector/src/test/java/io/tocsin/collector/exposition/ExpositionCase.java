package io.tocsin.collector.exposition;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A body and what it gives, from a file of {@code exposition/*.txt}:
 *
 * <pre>
 * == what it shows
 * prometheus                       or openmetrics, or both: there with "# EOF" behind the body
 * |m{a="b"} 1                      a line of the body; &lt;ff&gt; is the byte 0xff, and &lt;end&gt; leaves out the line feed
 * sample m{a="b"} 1 @1000          then what it gives, in order, a line feed written as \n
 * error 1:5 a value                or where it goes wrong, and the beginning of what was expected there
 * </pre>
 *
 * @param name with the place in the file
 */
record ExpositionCase(String name, ExpositionFormat format, byte[] body, List<String> expected) {

    private static final String END = "<end>";

    boolean isGood() {
        return expected.stream().noneMatch(line -> line.startsWith("error "));
    }

    static List<ExpositionCase> all() throws IOException {
        List<ExpositionCase> cases = new ArrayList<>();
        for (Path file : files()) {
            cases.addAll(read(file));
        }
        return cases;
    }

    private static List<Path> files() throws IOException {
        URL folder = Objects.requireNonNull(ExpositionCase.class.getResource("/exposition"));
        try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
            return files.filter(file -> file.toString().endsWith(".txt"))
                    .sorted()
                    .toList();
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }

    private static List<ExpositionCase> read(Path file) throws IOException {
        List<ExpositionCase> cases = new ArrayList<>();
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("== ")) {
                int next = i + 1;
                while (next < lines.size() && !lines.get(next).startsWith("== ")) {
                    next++;
                }
                String name =
                        file.getFileName() + ":" + (i + 1) + " " + lines.get(i).substring(3);
                cases.addAll(cases(name, lines.subList(i + 1, next)));
            }
        }
        return cases;
    }

    private static List<ExpositionCase> cases(String name, List<String> lines) {
        StringBuilder body = new StringBuilder();
        List<String> expected = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            if (line.startsWith("|")) {
                body.append(line.substring(1)).append('\n');
            } else if (!line.isBlank()) {
                expected.add(new String(bytes(line), StandardCharsets.UTF_8));
            }
        }
        String text = body.toString().replace(END + "\n", "");
        return switch (lines.getFirst()) {
            case "prometheus" -> List.of(of(name, ExpositionFormat.PROMETHEUS, text, expected));
            case "openmetrics" -> List.of(of(name, ExpositionFormat.OPENMETRICS, text, expected));
            case "both" ->
                List.of(
                        of(name + ", prometheus", ExpositionFormat.PROMETHEUS, text, expected),
                        of(name + ", openmetrics", ExpositionFormat.OPENMETRICS, text + "# EOF\n", expected));
            default -> throw new IllegalArgumentException(name + ": no format");
        };
    }

    private static ExpositionCase of(String name, ExpositionFormat format, String body, List<String> expected) {
        return new ExpositionCase(name, format, bytes(body), expected);
    }

    private static byte[] bytes(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); ) {
            if (text.startsWith("<", i) && text.startsWith(">", i + 3)) {
                out.write(Integer.parseInt(text.substring(i + 1, i + 3), 16));
                i += 4;
            } else {
                int next = text.offsetByCodePoints(i, 1);
                out.writeBytes(text.substring(i, next).getBytes(StandardCharsets.UTF_8));
                i = next;
            }
        }
        return out.toByteArray();
    }
}
