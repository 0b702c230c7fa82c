package io.tocsin.client.commands;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Remembers how far a consumer has got: the application's own database, or one of these. */
public interface CursorStore {

    /** Empty: never saved; the listener starts at present. */
    Optional<String> load() throws IOException;

    /** Everything up to here is done with. */
    void save(String cursor) throws IOException;

    /** Forgets it with the process: what was given meanwhile is not handed over. */
    static CursorStore inMemory() {
        AtomicReference<@Nullable String> kept = new AtomicReference<>();
        return new CursorStore() {
            @Override
            public Optional<String> load() {
                return Optional.ofNullable(kept.get());
            }

            @Override
            public void save(String cursor) {
                kept.set(cursor);
            }
        };
    }

    /** A file that is replaced as a whole, and on disk when it is saved; its directory is made where there is none. */
    static CursorStore file(Path path) {
        return new CursorStore() {
            @Override
            public Optional<String> load() throws IOException {
                return Files.exists(path)
                        ? Optional.of(Files.readString(path).strip()).filter(cursor -> !cursor.isEmpty())
                        : Optional.empty();
            }

            @Override
            public void save(String cursor) throws IOException {
                Path draft = path.resolveSibling(path.getFileName() + ".new");
                Files.createDirectories(path.toAbsolutePath().getParent());
                // What a crash of the machine leaves must be the old one or the new one, not an empty file.
                Files.writeString(
                        draft,
                        cursor,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.SYNC);
                Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
        };
    }
}
