package io.tocsin.standalone.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Files that a user names. */
public final class TextFiles {
    private TextFiles() {}

    /** @throws Failure naming the file, when it cannot be read */
    public static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new Failure(file + ": there is no such file", e);
        } catch (CharacterCodingException e) {
            throw new Failure(file + ": is not UTF-8 text", e);
        } catch (IOException e) {
            throw new Failure(file + ": cannot be read: " + e.getMessage(), e);
        }
    }
}
