package io.tocsin.collector.host;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * The C library's {@code statvfs}: the JDK's own {@code FileStore} knows no inodes. The layout is that of 64-bit Linux
 * (glibc and musl): unsigned longs. May hang where the file system does, a dead NFS server for one.
 */
final class StatVfs {

    /** Generously more than {@code sizeof(struct statvfs)}, 112. */
    private static final long STRUCT_SIZE = 256;

    private static final long FRAGMENT_SIZE = 8;
    private static final long BLOCKS = 16;
    private static final long BLOCKS_FREE = 24;
    private static final long BLOCKS_AVAILABLE = 32;
    private static final long FILES = 40;
    private static final long FILES_FREE = 48;

    private final MethodHandle statvfs = link();

    /** Bytes, and numbers of files; {@code available} is what is free for other users than root. */
    record Usage(double size, double free, double available, double files, double filesFree) {}

    // The library call is the purpose of this class.
    @SuppressWarnings("restricted")
    private static MethodHandle link() {
        Linker linker = Linker.nativeLinker();
        MemorySegment symbol = linker.defaultLookup().findOrThrow("statvfs");
        return linker.downcallHandle(
                symbol, FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS));
    }

    /** @throws IllegalStateException if the file system does not tell */
    Usage usage(String mountpoint) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment result = arena.allocate(STRUCT_SIZE, Long.BYTES);
            if (call(arena.allocateFrom(mountpoint), result) != 0) {
                throw new IllegalStateException("statvfs of " + mountpoint + " failed");
            }
            double unit = number(result, FRAGMENT_SIZE);
            return new Usage(
                    number(result, BLOCKS) * unit,
                    number(result, BLOCKS_FREE) * unit,
                    number(result, BLOCKS_AVAILABLE) * unit,
                    number(result, FILES),
                    number(result, FILES_FREE));
        }
    }

    private int call(MemorySegment path, MemorySegment result) {
        try {
            return (int) statvfs.invokeExact(path, result);
        } catch (Throwable e) {
            throw new IllegalStateException("statvfs cannot be called", e);
        }
    }

    private static double number(MemorySegment struct, long offset) {
        return struct.get(ValueLayout.JAVA_LONG, offset);
    }
}
