package io.tocsin.notifier.channel;

import io.tocsin.schemas.config.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A secret that stands in the configuration, or in a file of its own. Exactly one of the two is given.
 *
 * @param file read whenever the secret is used, so that it can be changed while the notifier runs
 */
public record Credential(Optional<Secret> value, Optional<Path> file) {

    public Credential {
        if (value.isPresent() == file.isPresent()) {
            throw new IllegalArgumentException("either the secret or its file");
        }
    }

    public static Credential of(Secret value) {
        return new Credential(Optional.of(value), Optional.empty());
    }

    public static Credential in(Path file) {
        return new Credential(Optional.empty(), Optional.of(file));
    }

    /**
     * The secret without white space around it.
     *
     * @throws IOException if its file cannot be read or is empty; its message is for people
     */
    public String reveal() throws IOException {
        if (value.isPresent()) {
            return value.get().reveal().strip();
        }
        Path path = file.orElseThrow();
        try {
            String text = Files.readString(path).strip();
            if (!text.isEmpty()) {
                return text;
            }
        } catch (IOException e) {
            throw new IOException("the file " + path + " cannot be read", e);
        }
        throw new IOException("the file " + path + " is empty");
    }
}
