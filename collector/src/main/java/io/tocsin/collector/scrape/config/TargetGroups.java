package io.tocsin.collector.scrape.config;

import io.tocsin.schemas.config.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads groups of targets, of {@code static_configs} and of the files of {@code file_sd_configs}, which are alike. */
public final class TargetGroups {

    private TargetGroups() {}

    /** A file of {@code file_sd_configs}, YAML or JSON; mistakes are recorded at their places. */
    public static List<TargetGroup> readFile(YamlNode root) {
        return root.elements().stream().map(TargetGroups::read).toList();
    }

    static TargetGroup read(YamlNode group) {
        group.allowOnly("targets", "labels");
        List<String> targets = new ArrayList<>();
        for (YamlNode target : group.list("targets")) {
            String address = target.text();
            if (address.contains("/")) {
                target.problem(
                        "must be host:port, is \"" + address + "\"; scheme and metrics_path are settings of the job");
            } else {
                targets.add(address);
            }
        }
        SortedMap<String, String> labels = new TreeMap<>(group.stringMap("labels"));
        return new TargetGroup(group.position().toString(), List.copyOf(targets), labels);
    }
}
