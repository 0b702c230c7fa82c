package io.tocsin.notifier;

import io.tocsin.notifier.channel.Links;
import io.tocsin.notifier.channel.TerminalConfig;
import io.tocsin.notifier.channel.config.GlobalSection;
import io.tocsin.notifier.route.GroupBy;
import io.tocsin.notifier.route.Route;
import io.tocsin.notifier.route.RouteReader;
import io.tocsin.notifier.route.Timing;
import io.tocsin.notifier.send.DeliveryConfig;
import io.tocsin.notifier.topology.GroupingConfig;
import io.tocsin.schemas.config.Problems;
import io.tocsin.schemas.config.YamlNode;
import io.tocsin.schemas.labels.Matcher;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The section {@code notifier:} of the configuration.
 *
 * @param service how it runs
 * @param route whom what is told, and when
 * @param receivers by name; every one that a route names is there, or nobody is told
 * @param links what messages point at
 * @param delivery how stubborn it is
 */
public record NotifierConfig(
        ServiceConfig service,
        Route route,
        Map<String, ReceiverConfig> receivers,
        Links links,
        DeliveryConfig delivery) {

    public static final String DEFAULT_EXTERNAL_URL = "http://127.0.0.1:" + ServiceConfig.DEFAULT_PORT;
    public static final String DEFAULT_QUERY_URL = "http://127.0.0.1:9090";

    private static final String TERMINAL = "terminal";

    /** The receiver that the alert which always fires goes to where no route says so, if there is one. */
    private static final String WATCHDOG = "watchdog";

    /** Where no route is configured: at once, then in batches. */
    private static final Timing AT_ONCE = new Timing(Duration.ZERO, Duration.ofSeconds(10), Duration.ofHours(4));
    /** Often enough for whoever raises the alarm when it ceases. */
    private static final Timing EVERY_MINUTE = new Timing(Duration.ZERO, Duration.ofMinutes(1), Duration.ofMinutes(1));

    public NotifierConfig {
        receivers = Collections.unmodifiableMap(new LinkedHashMap<>(receivers));
    }

    /** Everything to the terminal. */
    public static NotifierConfig defaults() {
        return new NotifierConfig(
                ServiceConfig.DEFAULT,
                unconfigured(TERMINAL, false),
                Map.of(TERMINAL, new ReceiverConfig(TERMINAL, List.of(TerminalConfig.DEFAULT))),
                new Links(DEFAULT_EXTERNAL_URL, DEFAULT_QUERY_URL),
                DeliveryConfig.DEFAULT);
    }

    /** @param section may be absent: {@link #defaults} */
    public static NotifierConfig read(YamlNode section, Problems problems) {
        section.allowOnly(
                "listen_address",
                "port",
                "external_url",
                "query_url",
                "state_directory",
                "instance_id",
                "session_timeout",
                "standbys",
                "delivery",
                "route",
                "global",
                "templates",
                "receivers");
        GlobalSection global = GlobalSection.read(section, problems);
        NotifierConfig dflt = defaults();
        Map<String, ReceiverConfig> receivers = ReceiverReader.read(section.get("receivers"), global);
        if (receivers.keySet().stream().allMatch(WATCHDOG::equals)) {
            receivers.putAll(dflt.receivers());
        }
        return new NotifierConfig(
                ServiceConfig.read(section),
                route(section, receivers, problems),
                receivers,
                new Links(
                        section.string("external_url", DEFAULT_EXTERNAL_URL),
                        section.string("query_url", DEFAULT_QUERY_URL)),
                delivery(section.get("delivery")));
    }

    private static Route route(YamlNode section, Map<String, ReceiverConfig> receivers, Problems problems) {
        YamlNode route = section.get("route");
        if (route.isPresent()) {
            return RouteReader.read(route, receivers.keySet(), problems);
        }
        List<String> told = receivers.keySet().stream()
                .filter(name -> !name.equals(WATCHDOG))
                .toList();
        if (told.size() > 1) {
            section.get("receivers").problem("there are several receivers, and no route that says which gets what");
        }
        return unconfigured(told.getFirst(), receivers.containsKey(WATCHDOG));
    }

    /** One receiver gets everything but the alert that always fires, which is for a machine or for nobody. */
    private static Route unconfigured(String receiver, boolean watched) {
        GroupBy byName = new GroupBy(false, new TreeSet<>(List.of("alertname")));
        Route watchdog = new Route(
                "{}/{alertname=\"Watchdog\"}",
                watched ? WATCHDOG : "nobody",
                List.of(Matcher.equal("alertname", "Watchdog")),
                false,
                byName,
                EVERY_MINUTE,
                List.of());
        return new Route("{}", receiver, List.of(), false, byName, AT_ONCE, List.of(watchdog));
    }

    private static DeliveryConfig delivery(YamlNode section) {
        section.allowOnly("min_backoff", "max_backoff", "give_up_after", "max_waiting", "seed");
        DeliveryConfig dflt = DeliveryConfig.DEFAULT;
        Duration min = section.duration("min_backoff", dflt.minBackoff());
        Duration max = section.duration("max_backoff", dflt.maxBackoff());
        int capacity = section.integer("max_waiting", dflt.capacity());
        if (!min.isPositive()) {
            section.get("min_backoff").problem("must be longer than 0");
        } else if (max.compareTo(min) < 0) {
            section.get("max_backoff").problem("must not be shorter than min_backoff");
        } else if (capacity < 1) {
            section.get("max_waiting").problem("must be at least 1");
        } else {
            Duration giveUpAfter = section.duration("give_up_after", dflt.giveUpAfter());
            return new DeliveryConfig(min, max, giveUpAfter, capacity, section.wholeNumber("seed", dflt.seed()));
        }
        return dflt;
    }

    public NotifierConfig withService(ServiceConfig other) {
        return new NotifierConfig(other, route, receivers, links, delivery);
    }

    public NotifierConfig withLinks(Links other) {
        return new NotifierConfig(service, route, receivers, other, delivery);
    }

    GroupingConfig grouping() {
        return new GroupingConfig(
                route,
                receivers.values().stream()
                        .collect(Collectors.toMap(ReceiverConfig::name, ReceiverConfig::recipients)));
    }
}
