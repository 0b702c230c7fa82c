package io.tocsin.standalone.catalogue;

import io.tocsin.promql.PromqlException;
import io.tocsin.promql.parse.ParseOptions;
import io.tocsin.promql.parse.PromqlParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Holds rules, runbooks and tests against each other; each check gives what is wrong, for people. */
final class CatalogueChecks {
    private static final Set<String> CATEGORIES = Set.of(
            "system_health", "migration_issues", "reserve_integrity", "user_experience", "security", "business_impact");
    private static final Set<String> SEVERITIES = Set.of("critical", "high", "medium", "low");

    /** The web estate's rules have their own severities, and the watchdog has none. */
    private static final Map<String, Set<String>> ESTATE = Map.of(
            "estate.yml", Set.of("critical", "warning"),
            "members.yml", Set.of("critical", "warning"),
            "self.yml", Set.of("critical", "warning", "none"));

    private final Catalogue catalogue;
    private final List<Catalogue.Alert> alerts;

    CatalogueChecks(Catalogue catalogue) throws IOException {
        this.catalogue = catalogue;
        this.alerts = catalogue.alerts();
    }

    /** @param wanted lines of an alert's name and its severity; others begin with # */
    List<String> missing(List<String> wanted) {
        Set<String> have = alerts.stream()
                .map(alert -> alert.name() + " " + alert.labels().get("severity"))
                .collect(Collectors.toSet());
        return wanted.stream()
                .filter(line -> !line.startsWith("#") && !have.contains(line))
                .toList();
    }

    List<String> labels() {
        List<String> wrong = new ArrayList<>();
        for (Catalogue.Alert alert : alerts) {
            String file = String.valueOf(alert.file().getFileName());
            String at = alert.rule().position() + ": " + alert.name();
            String severity = alert.labels().getOrDefault("severity", "");
            if (!ESTATE.getOrDefault(file, SEVERITIES).contains(severity)) {
                wrong.add(at + ": severity \"" + severity + "\"");
            }
            if (!CATEGORIES.contains(alert.labels().getOrDefault("category", ""))) {
                wrong.add(at + ": category \"" + alert.labels().get("category") + "\"");
            }
            if (!ESTATE.containsKey(file)
                    && alert.labels().getOrDefault("team", "").isEmpty()) {
                wrong.add(at + ": no team");
            }
        }
        return wrong;
    }

    List<String> annotations() {
        List<String> wrong = new ArrayList<>();
        for (Catalogue.Alert alert : alerts) {
            String at = alert.rule().position() + ": " + alert.name();
            Stream.of("summary", "description")
                    .filter(name -> alert.annotation(name).isBlank())
                    .forEach(name -> wrong.add(at + ": no " + name));
            String url = "{{ $externalURL }}/runbooks/" + alert.name() + ".md";
            if (!alert.annotation("runbook_url").equals(url)) {
                wrong.add(at + ": runbook_url \"" + alert.annotation("runbook_url") + "\", not \"" + url + "\"");
            }
        }
        return wrong;
    }

    List<String> runbooks() throws IOException {
        List<String> wrong = new ArrayList<>();
        Set<String> names = new TreeSet<>();
        alerts.forEach(alert -> names.add(alert.name()));
        for (String name : names) {
            Path file = catalogue.root().resolve("docs/runbooks").resolve(name + ".md");
            if (Files.exists(file)) {
                Runbook runbook = new Runbook(Files.readString(file));
                check(name, runbook).forEach(each -> wrong.add(file.getFileName() + ": " + each));
            } else {
                wrong.add(name + ": no runbook");
            }
        }
        for (Path file : catalogue.runbooks()) {
            String name = String.valueOf(file.getFileName()).replaceFirst("\\.md$", "");
            if (!names.contains(name) && !name.equals("README")) {
                wrong.add(file.getFileName() + ": no alert has this name");
            }
        }
        return wrong;
    }

    private List<String> check(String name, Runbook runbook) {
        List<String> wrong = new ArrayList<>();
        if (!runbook.sections().equals(Runbook.SECTIONS)) {
            wrong.add("its sections are " + runbook.sections() + ", not " + Runbook.SECTIONS);
        }
        runbook.queries().forEach(query -> {
            try {
                PromqlParser.parse(query, ParseOptions.STABLE);
            } catch (PromqlException e) {
                wrong.add("a query: " + e.getMessage());
            }
        });
        Set<String> commands = annotations(name, "command");
        Set<String> allowed = annotations(name, "command_reversal");
        allowed.addAll(commands);
        Set<String> named = runbook.commands();
        if (!named.containsAll(commands) || !allowed.containsAll(named)) {
            wrong.add("it names the commands " + named + ", its rule asks for " + commands);
        }
        return wrong;
    }

    /** Of all rules of one name. */
    private Set<String> annotations(String alert, String annotation) {
        return alerts.stream()
                .filter(each -> each.name().equals(alert))
                .map(each -> each.annotation(annotation))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Every alert is seen both firing and quiet in some test; the watchdog, of no severity, is never quiet. */
    List<String> expectations() throws IOException {
        Set<Catalogue.Expectation> has = new HashSet<>(catalogue.expectations());
        List<String> wrong = new ArrayList<>();
        for (Catalogue.Alert alert : alerts) {
            if (!has.contains(new Catalogue.Expectation(alert.name(), true))) {
                wrong.add(alert.name() + ": no test sees it fire");
            }
            boolean always = "none".equals(alert.labels().get("severity"));
            if (!always && !has.contains(new Catalogue.Expectation(alert.name(), false))) {
                wrong.add(alert.name() + ": no test sees it quiet");
            }
        }
        return wrong;
    }
}
