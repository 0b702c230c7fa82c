package io.tocsin.notifier.channel.slack;

import io.tocsin.notifier.channel.ChannelConfig;
import io.tocsin.notifier.channel.Credential;
import io.tocsin.notifier.channel.NotificationChannelContract;
import io.tocsin.schemas.config.Secret;
import java.util.Map;

final class SlackChannelTest extends NotificationChannelContract {

    @Override
    protected ChannelConfig config(String url) {
        return new SlackConfig(Credential.of(new Secret(url)), true, TIMEOUT, Map.of());
    }
}
