package io.tocsin.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.notifier.group.Recipient;
import io.tocsin.notifier.route.GroupAddress;
import io.tocsin.schemas.config.Problem;
import io.tocsin.schemas.config.Problems;
import io.tocsin.schemas.config.YamlNode;
import io.tocsin.schemas.labels.Labels;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whom the alert that always fires is sent to: a receiver named for it, or nobody. */
final class WatchdogRouteTest {

    private static final Labels WATCHDOG = Labels.of("alertname", "Watchdog", "severity", "none");
    private static final Labels OTHER = Labels.of("alertname", "ServiceDown", "severity", "critical");

    private final Problems problems = new Problems();

    @Test
    void shouldTellNobody_whenNothingIsConfigured() {
        NotifierConfig config = read("");

        assertThat(told(config, WATCHDOG)).isEmpty();
        assertThat(told(config, OTHER)).containsExactly("terminal");
        assertThat(told(NotifierConfig.defaults(), WATCHDOG)).isEmpty();
    }

    @Test
    void shouldTellNobody_whenThereIsOneReceiverAndNoRoute() {
        NotifierConfig config = read("receivers: [{name: ops, webhook_configs: [{url: 'http://127.0.0.1/'}]}]");

        assertThat(told(config, WATCHDOG)).isEmpty();
        assertThat(told(config, OTHER)).containsExactly("ops");
    }

    @Test
    void shouldTellTheReceiverNamedForItEveryMinute_whenThereIsOne() {
        NotifierConfig config = read("""
            receivers:
              - {name: watchdog, webhook_configs: [{url: 'http://127.0.0.1/ping'}]}
              - {name: ops, webhook_configs: [{url: 'http://127.0.0.1/'}]}
            """);

        assertThat(told(config, WATCHDOG)).containsExactly("watchdog");
        assertThat(told(config, OTHER)).containsExactly("ops");
        assertThat(groups(config, WATCHDOG))
                .extracting(group -> group.route().timing().repeatInterval())
                .containsExactly(Duration.ofMinutes(1));
    }

    @Test
    void shouldTellTheTerminalOfAllOthers_whenThereIsNoOtherReceiver() {
        NotifierConfig config =
                read("receivers: [{name: watchdog, webhook_configs: [{url: 'http://127.0.0.1/ping'}]}]");

        assertThat(told(config, WATCHDOG)).containsExactly("watchdog");
        assertThat(told(config, OTHER)).containsExactly("terminal");
    }

    @Test
    void shouldFollowTheTree_whenThereIsOne() {
        NotifierConfig config = read("""
            route: {receiver: ops}
            receivers: [{name: ops, terminal_configs: [{}]}]
            """);

        assertThat(told(config, WATCHDOG)).containsExactly("ops");
    }

    @Test
    void shouldStillWantARoute_whenThereAreSeveralOtherReceivers() {
        Problems found = new Problems();
        NotifierConfig.read(
                YamlNode.parse("tocsin.yml", "receivers: [{name: watchdog}, {name: ops}, {name: dba}]", found), found);

        assertThat(found.list())
                .extracting(Problem::message)
                .containsExactly("there are several receivers, and no route that says which gets what");
    }

    private NotifierConfig read(String text) {
        NotifierConfig config = NotifierConfig.read(YamlNode.parse("tocsin.yml", text, problems), problems);
        problems.throwIfAny();
        return config;
    }

    private static List<GroupAddress> groups(NotifierConfig config, Labels alert) {
        return config.route().route(alert);
    }

    private static List<String> told(NotifierConfig config, Labels alert) {
        return groups(config, alert).stream()
                .flatMap(group ->
                        config.grouping().receivers().getOrDefault(group.route().receiver(), List.of()).stream())
                .map(Recipient::receiver)
                .toList();
    }
}
