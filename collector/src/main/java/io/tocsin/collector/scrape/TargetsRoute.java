package io.tocsin.collector.scrape;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.helidon.webserver.http.HttpRouting;
import io.tocsin.collector.http.Answers;
import io.tocsin.collector.scrape.targets.Discovered;
import io.tocsin.schemas.config.Durations;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * {@code GET /api/v1/targets}, in Prometheus' JSON; {@code state} and {@code scrapePool} choose.
 *
 * @param more what is asked besides the targets of the scraper
 */
public record TargetsRoute(Scraper scraper, Supplier<List<ActiveTarget>> more) {

    public static final String PATH = "/api/v1/targets";

    private static final ObjectMapper JSON = new ObjectMapper();

    public void register(HttpRouting.Builder routes) {
        routes.get(PATH, (request, response) -> {
            String state = request.query().first("state").orElse("any");
            String pool = request.query().first("scrapePool").orElse("");
            Answers.json(response, 200, json(Map.of("status", "success", "data", data(state, pool))));
        });
    }

    private static String json(Map<String, Object> answer) {
        try {
            return JSON.writeValueAsString(answer);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps of texts and numbers are always JSON", e);
        }
    }

    private Map<String, Object> data(String state, String pool) {
        List<JobTargets> jobs = scraper.targets().stream()
                .filter(job -> pool.isEmpty() || job.job().equals(pool))
                .toList();
        List<Object> active = new ArrayList<>();
        List<Object> dropped = new ArrayList<>();
        Map<String, Object> counts = new LinkedHashMap<>();
        for (JobTargets job : jobs) {
            job.active().forEach(loop -> active.add(active(ActiveTarget.of(loop))));
            job.dropped().forEach(each -> dropped.add(dropped(job.job(), each)));
            counts.put(job.job(), job.dropped().size());
        }
        more.get().stream()
                .filter(target -> pool.isEmpty() || target.job().equals(pool))
                .forEach(target -> active.add(active(target)));
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("activeTargets", state.equals("dropped") ? List.of() : active);
        data.put("droppedTargets", state.equals("active") ? List.of() : dropped);
        data.put("droppedTargetCounts", state.equals("active") ? Map.of() : counts);
        return data;
    }

    private static Map<String, Object> active(ActiveTarget target) {
        TargetHealth health = target.health();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("discoveredLabels", target.discovered().toMap());
        json.put("labels", target.labels().toMap());
        json.put("scrapePool", target.job());
        json.put("scrapeUrl", target.url().toString());
        json.put("globalUrl", target.url().toString());
        json.put("lastError", health.lastError());
        json.put("lastScrape", health.lastScrape().toString());
        json.put("lastScrapeDuration", health.duration().toNanos() / 1e9);
        json.put("health", health.state().name().toLowerCase(Locale.ROOT));
        json.put("scrapeInterval", Durations.format(target.timing().interval()));
        json.put("scrapeTimeout", Durations.format(target.timing().timeout()));
        return json;
    }

    private static Map<String, Object> dropped(String job, Discovered discovered) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("discoveredLabels", discovered.labels().toMap());
        json.put("scrapePool", job);
        if (discovered instanceof Discovered.Invalid(var _, String reason)) {
            json.put("reason", reason);
        }
        return json;
    }
}
