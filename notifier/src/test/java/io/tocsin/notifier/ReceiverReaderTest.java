package io.tocsin.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.schemas.config.Problem;
import io.tocsin.schemas.config.Problems;
import io.tocsin.schemas.config.YamlNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReceiverReaderTest {

    private static final String SECRET = "s3cr3t";

    @TempDir
    private Path directory;

    private NotifierConfig read(String yaml, Problems problems) {
        String file = directory.resolve("tocsin.yml").toString();
        return NotifierConfig.read(YamlNode.parse(file, yaml, problems), problems);
    }

    private List<String> problems(String yaml) {
        Problems problems = new Problems();
        read(yaml, problems);
        assertThat(problems.list().toString()).doesNotContain(SECRET);
        return problems.list().stream()
                .map(Problem::toString)
                .map(text -> text.replace(directory + "/", ""))
                .toList();
    }

    /** What people have who come from Alertmanager: every channel that we have too, with its usual settings. */
    @Test
    void shouldReadAlertmanagersSettings() throws Exception {
        Files.writeString(directory.resolve("key"), SECRET);
        Problems problems = new Problems();
        NotifierConfig config = read("""
            global:
              resolve_timeout: 5m
              smtp_smarthost: 'smtp.example.org:587'
              smtp_from: 'Tocsin <alerts@example.org>'
              smtp_auth_username: alerts
              smtp_auth_password: s3cr3t
              smtp_hello: tocsin.example.org
              smtp_require_tls: true
              slack_api_url_file: key
              pagerduty_url: https://events.eu.pagerduty.com/v2/enqueue
              sms_account_sid: AC1
              sms_auth_token_file: key
              sms_from: '+15550001'
            route: {receiver: everyone}
            receivers:
              - name: everyone
                email_configs:
                  - to: 'a@example.org, b@example.org'
                    send_resolved: true
                    headers: {Subject: '{{ template "email.default.subject" . }}'}
                  - {to: c@example.org, smarthost: 'smtp.example.org:465', auth_password_file: key}
                slack_configs:
                  - {channel: '#ops', title: '{{ .CommonLabels.alertname }}', send_resolved: true}
                  - {api_url: 'https://hooks.slack.example/s3cr3t'}
                pagerduty_configs:
                  - routing_key_file: key
                sms_configs:
                  - to: '+15550002'
                webhook_configs:
                  - url: https://hooks.example/s3cr3t
            """, problems);

        assertThat(problems.list()).isEmpty();
        ReceiverConfig everyone = config.receivers().values().iterator().next();
        assertThat(everyone.integrations().keySet())
                .containsExactly(
                        "webhook[0]", "pagerduty[0]", "slack[0]", "slack[1]", "sms[0]", "email[0]", "email[1]");
        assertThat(everyone.recipients())
                .filteredOn(recipient -> recipient.sendResolved())
                .extracting(recipient -> recipient.integration())
                .containsExactly("webhook[0]", "pagerduty[0]", "slack[0]", "email[0]");
        assertThat(everyone.toString())
                .doesNotContain(SECRET)
                .contains(
                        "host=smtp.example.org, port=587, hello=tocsin.example.org", "implicit=true", "implicit=false");
    }

    /** Each line of the configuration has its mistake, and all are told at once. */
    @Test
    void shouldTellEveryMistakeWithItsPlace() {
        assertThat(problems("""
            global:
              slack_app_token: s3cr3t
              opsgenie_api_key: s3cr3t
              smtp_fron: x
            receivers:
              - name: ops
                victorops_configs: [{api_key: s3cr3t}]
                slack_configs:
                  - {api_url: 's3cr3t'}
                  - {api_url: https://s3cr3t, api_url_file: absent}
                  - {api_url_file: absent}
                  - {channel: '#a'}
                  - {api_url: https://s3cr3t, actions: [], color: '{{ .Status', timeout: 0s}
                pagerduty_configs:
                  - {service_key: s3cr3t}
                  - {routing_key: s3cr3t, url: 'ftp://x', links: [{text: a}]}
                email_configs:
                  - {to: nobody, from: a@b.example, smarthost: 'x:25'}
                  - {to: a@b.example, from: a@b.example, smarthost: x}
                  - {to: a@b.example, from: a@b.example, smarthost: 'x:25', auth_username: u}
                  - {to: a@b.example, smarthost: 'x:25', headers: {Bcc: x, 'a b': c}}
                  - {to: a@b.example, from: x, smarthost: 'x:25', auth_password: s3cr3t, tls_config: {ca_file: absent, cert_file: x}}
                sms_configs:
                  - {account_sid: a/b, auth_token: s3cr3t, from: '1', to: '0123'}
                  - {to: '+15550001, +15550002'}
            """))
                .satisfiesExactly(
                        p -> assertThat(p)
                                .startsWith("tocsin.yml:2:20: global.slack_app_token: ")
                                .contains("slack_api_url"),
                        p -> assertThat(p).startsWith("tocsin.yml:3:21: global.opsgenie_api_key: "),
                        p -> assertThat(p)
                                .startsWith("tocsin.yml:4:3: global.smtp_fron: ")
                                .contains("\"smtp_from\""),
                        p -> assertThat(p).startsWith("tocsin.yml:7:24: receivers[0].victorops_configs: "),
                        p -> assertThat(p)
                                .startsWith("tocsin.yml:9:19: ")
                                .endsWith("api_url: must be an http or https URL"),
                        p -> assertThat(p)
                                .startsWith("tocsin.yml:10:9: ")
                                .endsWith("has both api_url and api_url_file; give one"),
                        p -> assertThat(p).startsWith("tocsin.yml:11:24: ").contains("there is no file"),
                        p -> assertThat(p).startsWith("tocsin.yml:12:9: ").endsWith("needs api_url or api_url_file"),
                        p -> assertThat(p).startsWith("tocsin.yml:13:44: ").contains(".actions: "),
                        p -> assertThat(p).startsWith("tocsin.yml:13:").contains(".color: "),
                        p -> assertThat(p).startsWith("tocsin.yml:13:").contains(".timeout: "),
                        p -> assertThat(p)
                                .startsWith("tocsin.yml:15:9: ")
                                .endsWith("needs routing_key or routing_key_file"),
                        p -> assertThat(p).startsWith("tocsin.yml:15:23: ").contains("Events API v1"),
                        p -> assertThat(p).startsWith("tocsin.yml:16:36: ").endsWith("must be an http or https URL"),
                        p -> assertThat(p).startsWith("tocsin.yml:16:").endsWith("href: is required"),
                        p -> assertThat(p).startsWith("tocsin.yml:18:14: ").contains(".to: "),
                        p -> assertThat(p)
                                .startsWith("tocsin.yml:19:")
                                .endsWith("must be host:port, such as smtp.example.org:587"),
                        p -> assertThat(p)
                                .startsWith("tocsin.yml:20:9: ")
                                .endsWith("needs auth_password or auth_password_file"),
                        p -> assertThat(p)
                                .startsWith("tocsin.yml:21:9: ")
                                .endsWith("needs from, or smtp_from in global"),
                        p -> assertThat(p).startsWith("tocsin.yml:21:").contains("headers.Bcc: "),
                        p -> assertThat(p).startsWith("tocsin.yml:21:").contains("headers.a b: "),
                        p -> assertThat(p)
                                .startsWith("tocsin.yml:22:9: ")
                                .endsWith("has a password and no auth_username"),
                        p -> assertThat(p).startsWith("tocsin.yml:22:").endsWith("must be one address"),
                        p -> assertThat(p).startsWith("tocsin.yml:22:").contains("there is no file"),
                        p -> assertThat(p).startsWith("tocsin.yml:22:").contains("cert_file: "),
                        p -> assertThat(p).startsWith("tocsin.yml:24:23: ").contains("account_sid: "),
                        p -> assertThat(p).startsWith("tocsin.yml:24:").contains(".to: must be one number"),
                        p -> assertThat(p)
                                .startsWith("tocsin.yml:25:9: ")
                                .contains("needs auth_token or auth_token_file"),
                        p -> assertThat(p).startsWith("tocsin.yml:25:9: ").contains("needs account_sid"),
                        p -> assertThat(p).startsWith("tocsin.yml:25:9: ").contains("needs from"),
                        p -> assertThat(p).startsWith("tocsin.yml:25:14: ").contains("for several, give several"));
    }

    @ParameterizedTest
    @CsvSource({
        "smtp.example:1, true", "smtp.example:65535, true", "'[::1]:25', true", "smtp.example:0, false",
        "smtp.example:65536, false", "smtp.example:x, false", "':25', false", "smtp.example, false"
    })
    void shouldWantHostAndPort(String smarthost, boolean good) {
        String yaml = "receivers: [{name: a, email_configs: [{to: a@b.example, from: a@b.example, smarthost: '"
                + smarthost + "'}]}]";

        assertThat(problems(yaml).isEmpty()).isEqualTo(good);
    }

    @ParameterizedTest
    @CsvSource({
        "a@b.example, true",
        "'a@b.example, C <c@b.example>', true",
        "'{{ .CommonLabels.team }}@b.example', true",
        "a, false",
        "a@, false",
        "'a@b.example c', false",
        "'team: a@b.example;', false",
        "'{{ .Labels', false"
    })
    void shouldWantAddresses(String to, boolean good) {
        String yaml =
                "receivers: [{name: a, email_configs: [{to: '" + to + "', from: a@b.example, smarthost: 'x:25'}]}]";

        assertThat(problems(yaml).isEmpty()).isEqualTo(good);
    }
}
