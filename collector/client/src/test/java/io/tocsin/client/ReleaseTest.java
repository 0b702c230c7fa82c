package io.tocsin.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every class that ships is for Java 17; the control is this test's own, which is not. */
final class ReleaseTest {

    private static final int JAVA_17 = 61;

    @Test
    void shouldNeedJava17AndNoMore_whenItIsCompiled() throws Exception {
        Path classes = Path.of(TocsinClient.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        List<Path> files;
        try (Stream<Path> walk = Files.walk(classes)) {
            files = walk.filter(file -> file.toString().endsWith(".class")).toList();
        }

        assertThat(files).hasSizeGreaterThan(20);
        for (Path file : files) {
            assertThat(version(file)).describedAs(file.toString()).isEqualTo(JAVA_17);
        }
        assertThat(version(Path.of(
                        ReleaseTest.class.getResource("ReleaseTest.class").toURI())))
                .isGreaterThan(JAVA_17);
    }

    private static int version(Path file) throws Exception {
        try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
            assertThat(in.readInt()).isEqualTo(0xcafebabe);
            int minor = in.readUnsignedShort();
            assertThat(minor).isZero();
            return in.readUnsignedShort();
        }
    }
}
