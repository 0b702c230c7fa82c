package io.tocsin.standalone.demo;

import io.tocsin.schemas.frame.RecordKeys;
import io.tocsin.schemas.labels.Labels;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** The bridge's own systems, as probes and their exporters tell of them every 15 seconds. */
final class Machines {
    private static final long EVERY = 15_000;
    private static final Labels API_PROBE = probe("api", "https://api.bridge.example/health");
    private static final Labels CANISTER_PROBE = probe("canister", "https://minter.bridge.example/status");
    private static final String[] BOUNDS = {"0.1", "0.25", "0.5", "1", "2.5", "5", "10", "+Inf"};

    /** How many of a hundred requests are answered within each bound. */
    private static final int[] FAST = {60, 90, 99, 100, 100, 100, 100, 100};

    private static final int[] SLOW = {0, 2, 8, 20, 50, 70, 100, 100};
    private static final int REQUESTS = 100;

    private final Agenda agenda;
    private final Script script;
    private final Bridge bridge;
    private final long[] answered = new long[BOUNDS.length];

    Machines(Agenda agenda, Script script, Bridge bridge) {
        this.agenda = agenda;
        this.script = script;
        this.bridge = bridge;
    }

    private static Labels probe(String role, String url) {
        return Labels.of("__name__", "probe_success", "job", role, "instance", url, "role", role);
    }

    void begin(long at) {
        agenda.at(at, () -> {
            begin(at + EVERY);
            boolean down = script.during(at, Scene.API_DOWN, Scene.API_BACK);
            boolean silent = script.during(at, Scene.CANISTER_SILENT, Scene.CANISTER_BACK) && !bridge.isOnBackup(at);
            tell(at, Map.of(API_PROBE, down ? 0.0 : 1.0));
            tell(at, Map.of(CANISTER_PROBE, silent ? 0.0 : 1.0));
            if (!down) {
                answer(at);
            }
        });
    }

    private void answer(long at) {
        boolean slow = script.during(at, Scene.API_SLOW, Scene.API_DOWN) && !bridge.isScaledOut(at);
        int[] shares = slow ? SLOW : FAST;
        Map<Labels, Double> samples = new LinkedHashMap<>();
        for (int i = 0; i < BOUNDS.length; i++) {
            answered[i] += (long) shares[i] * REQUESTS / 100;
            samples.put(bucket(BOUNDS[i]), (double) answered[i]);
        }
        samples.put(Labels.of(series("count")), (double) answered[BOUNDS.length - 1]);
        tell(at, samples);
    }

    private static Map<String, String> series(String suffix) {
        return new HashMap<>(Map.of(
                "__name__", "api_response_time_seconds_" + suffix,
                "job", "bridge",
                "instance", "api.bridge.example:8443",
                "endpoint", "/v1/migrations",
                "method", "POST"));
    }

    private static Labels bucket(String bound) {
        Map<String, String> labels = series("bucket");
        labels.put("le", bound);
        return Labels.of(labels);
    }

    private void tell(long at, Map<Labels, Double> samples) {
        String key = RecordKeys.of(samples.keySet().iterator().next());
        agenda.happened(at, key, new WorldEvent.Readings(samples));
    }
}
