package io.tocsin.collector.probe;

import io.tocsin.schemas.config.Problems;
import io.tocsin.schemas.config.YamlNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What is probed: the list {@code probes:} of {@code tocsin.yml}. */
public record ProbeSetup(List<Probe> probes) {

    public static final ProbeSetup NONE = new ProbeSetup(List.of());

    /** @param list may be absent; every mistake is recorded at its place */
    public static ProbeSetup read(YamlNode list, Problems problems) {
        List<Probe> probes = new ArrayList<>();
        Set<String> known = new HashSet<>();
        for (YamlNode entry : list.elements()) {
            for (Probe probe : new ProbeReader(entry, problems).read()) {
                String job = probe.labels().get("job");
                String instance = probe.labels().get("instance");
                if (known.add(job + "\n" + instance)) {
                    probes.add(probe);
                } else {
                    entry.problem(
                            "there is a probe \"" + job + "\" of " + instance + " already; name tells them apart");
                }
            }
        }
        return new ProbeSetup(List.copyOf(probes));
    }
}
