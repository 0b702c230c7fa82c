package io.tocsin.standalone.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Documents point at what is there. */
final class DocumentsTest {
    private static final Pattern LINK = Pattern.compile("]\\(([^)#\\s]+)(#[^)]*)?\\)");

    @Test
    void shouldLeadToAFile_whenALinkIsRelative() throws Exception {
        List<String> dead = new ArrayList<>();
        for (Path document : documents()) {
            for (String link : links(Files.readString(document))) {
                if (!Files.exists(document.resolveSibling(link))) {
                    dead.add(Reactor.ROOT.relativize(document) + ": " + link);
                }
            }
        }

        assertThat(dead).isEmpty();
    }

    @Test
    void shouldFindLinks_whenThereAreSome() {
        assertThat(links("[a](b/c.md), [d](https://example.com), [e](f.md#g), [h](#i)"))
                .containsExactly("b/c.md", "f.md");
    }

    private static List<String> links(String text) {
        List<String> links = new ArrayList<>();
        Matcher matcher = LINK.matcher(text);
        while (matcher.find()) {
            if (!matcher.group(1).contains("://")) {
                links.add(matcher.group(1));
            }
        }
        return links;
    }

    private static List<Path> documents() throws IOException {
        List<Path> documents = new ArrayList<>();
        for (String directory : List.of("", "docs/adr", "docs/guides")) {
            try (Stream<Path> files = Files.list(Reactor.ROOT.resolve(directory))) {
                files.filter(file -> file.toString().endsWith(".md")).forEach(documents::add);
            }
        }
        Reactor.MODULES.stream()
                .map(module -> Reactor.ROOT.resolve(module).resolve("README.md"))
                .filter(Files::exists)
                .forEach(documents::add);
        return documents;
    }
}
