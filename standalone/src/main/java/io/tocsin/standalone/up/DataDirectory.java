package io.tocsin.standalone.up;

import io.tocsin.standalone.cli.Failure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The directory that holds everything an instance keeps, locked for as long as the instance runs. The operating system
 * releases the lock of a process that ends in any way.
 */
public final class DataDirectory implements AutoCloseable {
    private final Path root;
    private final FileChannel channel;

    private DataDirectory(Path root, FileChannel channel) {
        this.root = root;
        this.channel = channel;
    }

    /** @throws Failure when another process has it, or it cannot be written */
    public static DataDirectory open(Path path) {
        return openUnlessHeld(path).orElseThrow(() -> held(path));
    }

    /**
     * Opens the directory if no process has it.
     *
     * @throws Failure when it cannot be written
     */
    public static Optional<DataDirectory> openUnlessHeld(Path path) {
        Path root = path.toAbsolutePath().normalize();
        try {
            Files.createDirectories(root);
            FileChannel channel = channel(root);
            if (lock(channel) == null) {
                channel.close();
                return Optional.empty();
            }
            write(channel, Long.toString(ProcessHandle.current().pid()));
            return Optional.of(new DataDirectory(root, channel));
        } catch (IOException e) {
            throw unusable(root, e);
        }
    }

    private static FileChannel channel(Path root) throws IOException {
        return FileChannel.open(
                root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    private static Failure held(Path path) {
        Path root = path.toAbsolutePath().normalize();
        try (FileChannel channel = channel(root)) {
            return new Failure(root + " is in use by process " + read(channel)
                    + ", another `tocsin up`; end that one, or choose another directory with --data DIR");
        } catch (IOException e) {
            return unusable(root, e);
        }
    }

    private static Failure unusable(Path root, IOException e) {
        return new Failure("cannot keep data in " + root + ": " + e, e);
    }

    /** Where the broker of a data directory keeps the log, whether or not it is open. */
    public static Path kafka(Path path) {
        return path.toAbsolutePath().normalize().resolve("kafka");
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException _) {
            return null;
        }
    }

    private static String read(FileChannel channel) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(32);
        channel.read(buffer, 0);
        return StandardCharsets.US_ASCII.decode(buffer.flip()).toString();
    }

    private static void write(FileChannel channel, String text) throws IOException {
        channel.truncate(0);
        channel.write(StandardCharsets.US_ASCII.encode(text), 0);
    }

    /** Absolute. */
    public Path root() {
        return root;
    }

    /** Where the embedded broker keeps the log. */
    public Path kafka() {
        return kafka(root);
    }

    /** Where a service keeps what it can rebuild from the log. */
    public Path state(String service) {
        return root.resolve("state").resolve(service);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new Failure("cannot close " + root, e);
        }
    }
}
