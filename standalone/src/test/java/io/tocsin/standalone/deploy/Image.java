package io.tocsin.standalone.deploy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tocsin.standalone.quality.Reactor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The image of deploy/Dockerfile, as far as it says how a container starts. */
record Image(List<String> instructions) {
    /** Where the image has what the health checks run. */
    static final String HEALTHY = "/opt/tocsin/bin/healthy";

    /** The same in the source tree. */
    static final Path HEALTHY_SOURCE = Reactor.ROOT.resolve("deploy/healthy");

    static Image ours() throws IOException {
        String text = Files.readString(Reactor.ROOT.resolve("deploy/Dockerfile"));
        return new Image(text.replace("\\\n", "")
                .lines()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .toList());
    }

    /** What follows a keyword; the last one counts. */
    private String last(String keyword) {
        return instructions.stream()
                .filter(line -> line.startsWith(keyword + " "))
                .reduce((one, other) -> other)
                .map(line -> line.substring(keyword.length() + 1))
                .orElseThrow();
    }

    List<String> entryPoint() throws IOException {
        return new JsonMapper().readValue(last("ENTRYPOINT"), new TypeReference<List<String>>() {});
    }

    String user() {
        return last("USER");
    }

    /** Of all stages, as {@code name:tag}. */
    List<String> bases() {
        return instructions.stream()
                .filter(line -> line.startsWith("FROM "))
                .map(line -> line.split(" ", -1)[1])
                .toList();
    }
}
