package io.tocsin.collector.scrape;

import io.tocsin.collector.intake.Intake;
import io.tocsin.collector.scrape.ScrapeLoop.Assignment;
import io.tocsin.collector.scrape.config.ScrapeConfig;
import io.tocsin.collector.scrape.config.TargetGroup;
import io.tocsin.collector.scrape.http.HttpClients;
import io.tocsin.collector.scrape.http.TargetClient;
import io.tocsin.collector.scrape.targets.Discovered;
import io.tocsin.collector.scrape.targets.ScrapeTarget;
import io.tocsin.collector.scrape.targets.TargetBuilder;
import io.tocsin.collector.turns.TurnSchedule;
import io.tocsin.schemas.labels.Labels;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The targets of one job. What stays the same goes on undisturbed. Used by one thread at a time. */
final class ScrapePool {

    private final TurnSchedule schedule;
    private final HttpClients clients;
    private final Intake intake;
    private final Map<Key, Running> running = new LinkedHashMap<>();

    private record Key(Labels labels, URI url) {
        static Key of(ScrapeTarget target) {
            return new Key(target.labels(), target.url());
        }
    }

    private record Running(ScrapeLoop loop, TurnSchedule.Turns turns) {}

    ScrapePool(TurnSchedule schedule, HttpClients clients, Intake intake) {
        this.schedule = schedule;
        this.clients = clients;
        this.intake = intake;
    }

    /** Scrapes these from now on, and no others. */
    JobTargets sync(ScrapeConfig config, List<TargetGroup> groups) {
        TargetBuilder builder = new TargetBuilder(config);
        List<Discovered> discovered =
                groups.stream().flatMap(group -> builder.of(group).stream()).toList();
        Map<Key, ScrapeTarget> wanted = new LinkedHashMap<>();
        for (Discovered each : discovered) {
            if (each instanceof Discovered.Kept(ScrapeTarget target)) {
                wanted.putIfAbsent(Key.of(target), target);
            }
        }
        rename(wanted);
        running.entrySet().removeIf(entry -> {
            boolean gone = !wanted.containsKey(entry.getKey());
            if (gone) {
                entry.getValue().turns().stop();
            }
            return gone;
        });
        TargetClient client = new TargetClient(
                clients, config.http(), config.protocols(), config.limits().bodyBytes());
        String refusal = refusal(config, wanted.size());
        wanted.forEach((key, target) -> assign(key, config, target, client, refusal));
        return new JobTargets(
                config.job(),
                running.values().stream().map(Running::loop).toList(),
                discovered.stream()
                        .filter(each -> !(each instanceof Discovered.Kept))
                        .toList());
    }

    /** A target whose labels stay and whose address changes is the same one: its series go on. */
    private void rename(Map<Key, ScrapeTarget> wanted) {
        for (Key key : new ArrayList<>(wanted.keySet())) {
            if (!running.containsKey(key)) {
                Optional<Key> moved = running.keySet().stream()
                        .filter(old -> !wanted.containsKey(old) && old.labels().equals(key.labels()))
                        .findFirst();
                moved.ifPresent(old -> running.put(key, running.remove(old)));
            }
        }
    }

    private void assign(Key key, ScrapeConfig config, ScrapeTarget target, TargetClient client, String refusal) {
        Running at = running.get(key);
        if (at == null) {
            ScrapeLoop loop = new ScrapeLoop(new Assignment(config, target, client, refusal), intake);
            running.put(key, new Running(loop, schedule.add(loop)));
            return;
        }
        Assignment now = at.loop().assigned();
        if (!now.config().equals(config)
                || !now.target().equals(target)
                || !now.refusal().equals(refusal)) {
            at.loop().assign(new Assignment(config, target, client, refusal));
        }
    }

    private static String refusal(ScrapeConfig config, int targets) {
        int limit = config.limits().targets();
        return limit > 0 && targets > limit ? "target_limit " + limit + " exceeded: " + targets + " targets" : "";
    }

    /** The job is gone. */
    void stop() {
        running.values().forEach(each -> each.turns().stop());
        running.clear();
    }
}
