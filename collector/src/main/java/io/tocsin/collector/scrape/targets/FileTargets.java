package io.tocsin.collector.scrape.targets;

import io.tocsin.collector.scrape.config.FileDiscovery;
import io.tocsin.collector.scrape.config.PathPattern;
import io.tocsin.collector.scrape.config.TargetGroup;
import io.tocsin.collector.scrape.config.TargetGroups;
import io.tocsin.schemas.config.Problems;
import io.tocsin.schemas.config.YamlNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The targets in the files of {@code file_sd_configs}. A file that is wrong keeps what it had when it last was right,
 * and says so once for each of its contents; one that is gone has no targets. Used by one thread at a time.
 */
public final class FileTargets {

    private static final Logger LOG = LoggerFactory.getLogger(FileTargets.class);
    private static final String META_FILE = "__meta_filepath";

    private final Map<Path, Content> known = new HashMap<>();

    private final Set<Path> missing = new HashSet<>();

    private record Content(String text, List<TargetGroup> groups) {}

    /** Reads what has changed; the groups are in the order of the files' names. */
    public List<TargetGroup> groups(FileDiscovery discovery) {
        List<TargetGroup> groups = new ArrayList<>();
        for (Path pattern : discovery.files()) {
            for (Path file : PathPattern.matching(pattern)) {
                groups.addAll(read(file));
            }
        }
        return groups;
    }

    private List<TargetGroup> read(Path file) {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            if (missing.add(file)) {
                LOG.warn("Targets cannot be read from {}: {}", file, e.toString());
            }
            known.remove(file);
            return List.of();
        }
        missing.remove(file);
        Content before = known.get(file);
        if (before != null && before.text().equals(text)) {
            return before.groups();
        }
        Content now = parse(file, text, before);
        known.put(file, now);
        return now.groups();
    }

    private static Content parse(Path file, String text, @Nullable Content before) {
        Problems problems = new Problems();
        List<TargetGroup> groups = TargetGroups.readFile(YamlNode.parse(file.toString(), text, problems));
        if (problems.isEmpty()) {
            return new Content(
                    text, groups.stream().map(group -> withFile(group, file)).toList());
        }
        problems.list().forEach(problem -> LOG.warn("{}; the targets stay as they were", problem));
        return new Content(text, before == null ? List.of() : before.groups());
    }

    private static TargetGroup withFile(TargetGroup group, Path file) {
        TreeMap<String, String> labels = new TreeMap<>(group.labels());
        labels.put(META_FILE, file.toString());
        return new TargetGroup(group.source(), group.targets(), labels);
    }
}
