package io.tocsin.notifier.channel.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.notifier.channel.ChannelConfig;
import io.tocsin.notifier.channel.Credential;
import io.tocsin.notifier.channel.NotificationChannelContract;
import io.tocsin.schemas.config.Secret;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PagerDutyChannelTest extends NotificationChannelContract {

    /** The secret is the key; PagerDuty's URL holds none. */
    @Override
    protected ChannelConfig config(String url) {
        return new PagerDutyConfig(
                Credential.of(new Secret(SECRET)),
                URI.create(url.replace(SECRET, "")),
                true,
                TIMEOUT,
                Map.of(),
                Map.of(),
                List.of());
    }

    /** Alertmanager takes SHA-256 of the group's key: an incident that it has opened is one that Tocsin resolves. */
    @Test
    void shouldNameTheIncidentAsAlertmanagerDoes() {
        assertThat(DedupKey.of("{}:{alertname=\"HighCPUUsage\"}"))
                .isEqualTo("34b90477d9505e19bf9105893c58bfc13e9a2fdb76e1713d26874fe384fd80b6");
        assertThat(DedupKey.of("{}:{alertname=\"Other\"}"))
                .isNotEqualTo(DedupKey.of("{}:{alertname=\"HighCPUUsage\"}"));
    }
}
