package io.tocsin.client.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CursorStoreTest {

    @TempDir
    private Path directory;

    @Test
    void shouldMakeTheDirectory_whenTheCursorIsKeptInAFile() throws IOException {
        CursorStore file = CursorStore.file(directory.resolve("data").resolve("cursor"));
        assertThat(file.load()).isEmpty();

        file.save("1");
        file.save("22");
        assertThat(file.load()).contains("22");
        file.save("3");
        assertThat(file.load()).contains("3");
    }
}
