package io.tocsin.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this machine calls itself. */
final class HostName {

    private static final Path KERNELS = Path.of("/proc/sys/kernel/hostname");
    private static final String UNKNOWN = "localhost";

    private HostName() {}

    /** Asks the kernel where it can, because the name service may be slow or away. */
    static String ofThisMachine() {
        try {
            String name = Files.readString(KERNELS).strip();
            return name.isEmpty() ? UNKNOWN : name;
        } catch (IOException e) {
            return fromNameService();
        }
    }

    private static String fromNameService() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return UNKNOWN;
        }
    }
}
