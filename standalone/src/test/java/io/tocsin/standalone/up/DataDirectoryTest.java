package io.tocsin.standalone.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.standalone.cli.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataDirectoryTest {
    @TempDir
    private Path parent;

    @Test
    void shouldRefuse_whenAnInstanceHasIt() {
        Path path = parent.resolve("data");
        try (DataDirectory _ = DataDirectory.open(path)) {
            assertThatThrownBy(() -> DataDirectory.open(path))
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining(path + " is in use by process "
                            + ProcessHandle.current().pid())
                    .hasMessageContaining("--data DIR");
        }
    }

    @Test
    void shouldOpenAgain_whenTheInstanceHasEnded() {
        Path path = parent.resolve("data");
        DataDirectory.open(path).close();

        try (DataDirectory again = DataDirectory.open(path)) {
            assertThat(again.kafka()).isEqualTo(path.resolve("kafka"));
        }
    }

    @Test
    void shouldNameIt_whenItIsAFile() throws Exception {
        Path file = Files.writeString(parent.resolve("data"), "");

        assertThatThrownBy(() -> DataDirectory.open(file))
                .isInstanceOf(Failure.class)
                .hasMessageContaining(file.toString());
    }
}
