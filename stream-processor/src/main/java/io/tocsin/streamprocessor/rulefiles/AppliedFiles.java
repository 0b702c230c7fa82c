package io.tocsin.streamprocessor.rulefiles;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which text of each rule file was applied last, and the groups it had. Kept beside the log it was applied to, and good
 * for that log and those defaults only.
 */
final class AppliedFiles {
    private static final JsonMapper JSON = new JsonMapper();

    private final Path store;
    private final String context;
    private final SortedMap<String, Entry> entries;

    private AppliedFiles(Path store, String context, SortedMap<String, Entry> entries) {
        this.store = store;
        this.context = context;
        this.entries = entries;
    }

    private record Entry(String sha256, List<String> groups) {}

    /**
     * @param store a JSON file; as good as empty when it is missing or damaged, which only applies the files again
     * @param context which log it is, and what rules get from the configuration: files applied in another one are not
     *     current
     */
    static AppliedFiles load(Path store, String context) {
        SortedMap<String, Entry> entries = new TreeMap<>();
        try {
            if (Files.exists(store)) {
                entries.putAll(JSON.readValue(store.toFile(), new TypeReference<TreeMap<String, Entry>>() {}));
            }
        } catch (IOException _) {
            entries.clear();
        }
        return new AppliedFiles(store, context, entries);
    }

    boolean isCurrent(RuleSource file) {
        Entry entry = entries.get(file.name());
        return entry != null && entry.sha256.equals(digest(file));
    }

    /** Empty for a file that was never applied. */
    List<String> groups(String name) {
        Entry entry = entries.get(name);
        return entry == null ? List.of() : entry.groups;
    }

    void put(RuleSource file, List<String> groups) {
        entries.put(file.name(), new Entry(digest(file), List.copyOf(groups)));
    }

    /** Forgets every other file. */
    void retain(Collection<String> names) {
        entries.keySet().retainAll(names);
    }

    /**
     * All of it or nothing.
     *
     * @throws UncheckedIOException if it cannot be written
     */
    void save() {
        Path draft = store.resolveSibling(store.getFileName() + ".new");
        try {
            Files.createDirectories(store.toAbsolutePath().getParent());
            Files.writeString(draft, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(entries));
            Files.move(draft, store, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + store, e);
        }
    }

    private String digest(RuleSource file) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((context + "\n" + file.text()).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
