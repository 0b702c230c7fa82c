package io.tocsin.collector.host;

import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A line of {@code /proc/mounts}. */
record Mount(String device, String mountpoint, String fstype, boolean readOnly) {

    private static final Pattern EXCLUDED_MOUNTPOINTS = Pattern.compile(
            "/(dev|proc|run/credentials/.+|sys|var/lib/docker/.+|var/lib/containers/storage/.+)($|/.*)");

    private static final Pattern EXCLUDED_TYPES = Pattern.compile("autofs|binfmt_misc|bpf|cgroup2?|configfs|debugfs"
            + "|devpts|devtmpfs|fusectl|hugetlbfs|iso9660|mqueue|nsfs|overlay|proc|procfs|pstore|rpc_pipefs|securityfs"
            + "|selinuxfs|squashfs|erofs|sysfs|tracefs");

    private static final Pattern OCTAL = Pattern.compile("\\\\([0-7]{3})");
    private static final int FIELDS = 4;

    /** @return empty for a line that is no mount */
    static Optional<Mount> parse(String line) {
        String[] words = Procfs.words(line);
        if (words.length < FIELDS) {
            return Optional.empty();
        }
        boolean readOnly = List.of(words[3].split(",")).contains("ro");
        return Optional.of(new Mount(unescape(words[0]), unescape(words[1]), words[2], readOnly));
    }

    /** Blanks and backslashes are written as three octal digits. */
    private static String unescape(String word) {
        return OCTAL.matcher(word).replaceAll(Mount::character);
    }

    private static String character(MatchResult octal) {
        char c = (char) Integer.parseInt(octal.group(1), 8);
        return Matcher.quoteReplacement(String.valueOf(c));
    }

    /** Not a file system that holds files of anyone; the same ones as node_exporter leaves out. */
    boolean isPseudo() {
        return EXCLUDED_TYPES.matcher(fstype).matches()
                || EXCLUDED_MOUNTPOINTS.matcher(mountpoint).matches();
    }
}
