package io.tocsin.collector.scrape.config;

import io.tocsin.schemas.config.Problems;
import io.tocsin.schemas.config.YamlNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads a Prometheus configuration for what it says of scraping. */
public final class PrometheusFile {

    private PrometheusFile() {}

    /**
     * @param root of the file, or of a section in its form; may be absent
     * @param directory to which paths in it are relative
     * @param problems gets every mistake, at its place
     */
    public static ScrapeSettings read(YamlNode root, Path directory, Problems problems) {
        List<String> known = new ArrayList<>(List.of("global", "scrape_configs", "scrape_config_files"));
        known.addAll(Unsupported.OF_FILE.keySet());
        root.allowOnly(known.toArray(String[]::new));
        Unsupported unsupported = new Unsupported();
        unsupported.note(root, Unsupported.OF_FILE);
        GlobalDefaults defaults = GlobalDefaults.read(root.get("global"), unsupported);
        List<ScrapeConfig> jobs = new ArrayList<>();
        for (YamlNode job : jobs(root, directory, problems)) {
            jobs.add(new JobReader(job, defaults, directory, unsupported).read());
            refuseRepeated(job, jobs);
        }
        return new ScrapeSettings(List.copyOf(jobs), unsupported.found());
    }

    private static List<YamlNode> jobs(YamlNode root, Path directory, Problems problems) {
        List<YamlNode> jobs = new ArrayList<>(root.list("scrape_configs"));
        for (YamlNode pattern : root.list("scrape_config_files")) {
            for (Path file : PathPattern.matching(directory.resolve(pattern.text()))) {
                TextFile.read(file, pattern).ifPresent(text -> {
                    YamlNode more = YamlNode.parse(file.toString(), text, problems);
                    more.allowOnly("scrape_configs");
                    jobs.addAll(more.list("scrape_configs"));
                });
            }
        }
        return jobs;
    }

    private static void refuseRepeated(YamlNode job, List<ScrapeConfig> jobs) {
        Set<String> names = new HashSet<>();
        jobs.subList(0, jobs.size() - 1).forEach(before -> names.add(before.job()));
        String name = jobs.getLast().job();
        if (!name.isEmpty() && names.contains(name)) {
            job.get("job_name").problem("there is a job \"" + name + "\" already");
        }
    }
}
