package io.tocsin.notifier.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.schemas.config.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CredentialTest {

    @TempDir
    private Path directory;

    @Test
    void shouldBeWithoutWhiteSpace_whereverItStands() throws IOException {
        Path file = Files.writeString(directory.resolve("secret"), " s3cr3t\r\n\n");

        assertThat(Credential.of(new Secret("s3cr3t\n")).reveal()).isEqualTo("s3cr3t");
        assertThat(Credential.in(file).reveal()).isEqualTo("s3cr3t");
    }

    @Test
    void shouldSayWhichFile_whenItCannotBeReadOrIsEmpty() throws IOException {
        Path absent = directory.resolve("absent");
        Path empty = Files.writeString(directory.resolve("empty"), "\n");

        assertThatThrownBy(() -> Credential.in(absent).reveal())
                .isInstanceOf(IOException.class)
                .hasMessage("the file " + absent + " cannot be read");
        assertThatThrownBy(() -> Credential.in(empty).reveal())
                .isInstanceOf(IOException.class)
                .hasMessage("the file " + empty + " is empty");
    }

    @Test
    void shouldBeOneOrTheOther() {
        assertThatThrownBy(() -> new Credential(Optional.empty(), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Credential(Optional.of(new Secret("a")), Optional.of(directory)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(Credential.of(new Secret("s3cr3t")).toString()).doesNotContain("s3cr3t");
    }
}
