package io.tocsin.standalone.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Linux says about a process' memory. */
final class Memory {
    private static final Pattern PEAK = Pattern.compile("VmHWM:\\s*(\\d+) kB");
    private static final Pattern NOW = Pattern.compile("VmRSS:\\s*(\\d+) kB");

    private Memory() {}

    /** For people: the resident memory now, and the most so far. */
    static Optional<String> of(long pid) {
        try {
            String status = Files.readString(Path.of("/proc", Long.toString(pid), "status"));
            return Optional.of(megabytes(NOW, status) + " MB resident, " + megabytes(PEAK, status) + " MB at most");
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private static long megabytes(Pattern line, String status) {
        Matcher matcher = line.matcher(status);
        return matcher.find() ? Long.parseLong(matcher.group(1)) / 1024 : 0;
    }
}
