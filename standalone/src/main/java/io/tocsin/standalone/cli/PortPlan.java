package io.tocsin.standalone.cli;

import io.tocsin.standalone.kafka.Ports;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Who listens where on 127.0.0.1: each service at its own distance from one base, so that {@code --port-base} moves
 * them together. With the default base they are where people look for them: 9090 as Prometheus, 9093 as Alertmanager.
 */
public record PortPlan(int base) {
    public static final int DEFAULT_BASE = 9000;

    private static final int LAST_DISTANCE = 93;
    private static final int LAST_PORT = 65_535;

    public PortPlan {
        if (base < 1 || base + LAST_DISTANCE > LAST_PORT) {
            throw new Failure("--port-base must be from 1 to " + (LAST_PORT - LAST_DISTANCE) + ", is " + base);
        }
    }

    public int collector() {
        return base + 80;
    }

    public int processor() {
        return base + 90;
    }

    /** Where the embedded broker talks to itself. */
    public int kafkaController() {
        return base + 91;
    }

    public int kafka() {
        return base + 92;
    }

    public int notifier() {
        return base + LAST_DISTANCE;
    }

    /** Who needs which port, in the order in which they start. */
    public Map<String, Integer> byOwner() {
        Map<String, Integer> ports = new LinkedHashMap<>();
        ports.put("embedded Kafka", kafka());
        ports.put("embedded Kafka's controller", kafkaController());
        ports.put("collector", collector());
        ports.put("stream-processor", processor());
        ports.put("notifier", notifier());
        return ports;
    }

    /** @throws Failure naming every port that is taken, and who needs it */
    public void requireAllFree() {
        List<String> taken = byOwner().entrySet().stream()
                .filter(port -> !Ports.isFree(port.getValue()))
                .map(port -> "port " + port.getValue() + " of 127.0.0.1 is taken, the " + port.getKey() + " needs it")
                .collect(Collectors.toList());
        if (!taken.isEmpty()) {
            throw new Failure(String.join("\n", taken)
                    + "\nend what listens there, or move all of Tocsin's ports with --port-base N (default "
                    + DEFAULT_BASE + ")");
        }
    }
}
