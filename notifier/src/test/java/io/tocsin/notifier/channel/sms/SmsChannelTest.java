package io.tocsin.notifier.channel.sms;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.tocsin.notifier.channel.ChannelConfig;
import io.tocsin.notifier.channel.Credential;
import io.tocsin.notifier.channel.Delivery.Delivered;
import io.tocsin.notifier.channel.NotificationChannel;
import io.tocsin.notifier.channel.NotificationChannelContract;
import io.tocsin.notifier.channel.Outgoing;
import io.tocsin.schemas.config.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SmsChannelTest extends NotificationChannelContract {

    /** The secret is the token; Twilio's URL holds none. */
    @Override
    protected ChannelConfig config(String url) {
        SmsConfig.Account account = new SmsConfig.Account("AC123", Credential.of(new Secret(SECRET)));
        URI api = URI.create(url.replace(SECRET, ""));
        return new SmsConfig(account, "+15550001", "+15550002", api, true, TIMEOUT, Map.of());
    }

    @Test
    void shouldLogInAsTheAccount() throws Exception {
        server.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(201)));
        try (NotificationChannel channel =
                config("http://127.0.0.1:" + server.port()).open(SURROUNDINGS)) {
            assertThat(channel.deliver(new Outgoing("id-1", notification()))).isInstanceOf(Delivered.class);
        }

        LoggedRequest request = requests().getFirst();
        assertThat(request.getUrl()).isEqualTo("/2010-04-01/Accounts/AC123/Messages.json");
        String basic = request.getHeader("Authorization").replace("Basic ", "");
        assertThat(new String(Base64.getDecoder().decode(basic), StandardCharsets.UTF_8))
                .isEqualTo("AC123:" + SECRET);
    }
}
