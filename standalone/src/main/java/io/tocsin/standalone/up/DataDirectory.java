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
        Path root = path.toAbsolutePath().normalize();
        try {
            Files.createDirectories(root);
            FileChannel channel = FileChannel.open(
                    root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (lock(channel) == null) {
                String holder = read(channel);
                channel.close();
                throw new Failure(root + " is in use by process " + holder
                        + ", another `tocsin up`; end that one, or choose another directory with --data DIR");
            }
            write(channel, Long.toString(ProcessHandle.current().pid()));
            return new DataDirectory(root, channel);
        } catch (IOException e) {
            throw new Failure("cannot keep data in " + root + ": " + e, e);
        }
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
        return root.resolve("kafka");
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
