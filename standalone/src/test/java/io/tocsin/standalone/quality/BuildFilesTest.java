package io.tocsin.standalone.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the build files must not say. */
final class BuildFilesTest {

    /**
     * The launcher builds with {@code maven.test.skip}, and then there is no jar of tests: a dependency on one has to
     * stand in a profile that goes away with them, or {@code ./tocsin up} fails on a fresh clone.
     */
    @Test
    void shouldNeedNoJarOfTests_whenTestsAreSkipped() throws Exception {
        List<String> needing = new ArrayList<>();
        for (Path pom : poms()) {
            if (needsTestJar(Files.readString(pom))) {
                needing.add(Reactor.ROOT.relativize(pom).toString());
            }
        }

        assertThat(needing).isEmpty();
    }

    @Test
    void shouldTellAProfileOfTestsFromAnother() {
        String dependency = "<dependency><type>test-jar</type></dependency>";

        assertThat(needsTestJar(dependency)).isTrue();
        assertThat(needsTestJar("<profile><id>a</id>" + dependency + "</profile>"))
                .isTrue();
        assertThat(needsTestJar("<profile><name>!maven.test.skip</name>" + dependency + "</profile>"))
                .isFalse();
    }

    private static boolean needsTestJar(String pom) {
        return pom.replaceAll("(?s)<profile>(?:(?!</profile>).)*!maven\\.test\\.skip.*?</profile>", "")
                .contains("<type>test-jar</type>");
    }

    private static List<Path> poms() {
        return Stream.concat(
                        Stream.of(Reactor.ROOT.resolve("pom.xml")),
                        Reactor.MODULES.stream()
                                .map(module -> Reactor.ROOT.resolve(module).resolve("pom.xml")))
                .toList();
    }
}
