package io.tocsin.notifier.channel.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.notifier.channel.CapturedLogs;
import io.tocsin.notifier.channel.Links;
import io.tocsin.schemas.avro.Notification;
import io.tocsin.schemas.avro.NotifiedAlert;
import io.tocsin.schemas.config.Problem;
import io.tocsin.schemas.config.Problems;
import io.tocsin.schemas.config.YamlNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MessageTemplateTest {

    private static final long NOW = 1_772_334_000_000L;

    @TempDir
    private Path directory;

    private static NotifiedAlert alert(String instance, boolean firing) {
        return new NotifiedAlert(
                "",
                "",
                "Cpu",
                Map.of("alertname", "Cpu", "instance", instance, "job", "n<o>de"),
                Map.of("summary", "<busy>"),
                "00aa",
                firing,
                NOW - 90_000,
                NOW - 60_000,
                firing ? null : NOW - 1_000,
                97.5,
                "cpu > 90");
    }

    private static MessageData data() {
        Notification notification = new Notification(
                NOW,
                "ops",
                "slack[0]",
                "{}:{}",
                Map.of("job", "n<o>de", "alertname", "Cpu"),
                "FIRST_NOTIFICATION",
                1L,
                List.of(alert("a", true), alert("b", false)),
                3);
        return MessageData.of(
                notification,
                new Links("http://n", "http://q"),
                text -> text.replace("<", "&lt;").replace(">", "&gt;"));
    }

    private static String render(String template) {
        return MessageTemplates.DEFAULT.builtIn(template).render(data()).orElse("(failed)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '§', quoteCharacter = '`', textBlock = """
        {{ .Receiver }} {{ .Status }} {{ .ExternalURL }}                     § ops firing http://n
        {{ .Alerts | len }} {{ .Alerts.Firing | len }} {{ len .Alerts.Resolved }} § 2 1 1
        {{ range .Alerts }}{{ .Status }}:{{ .Labels.instance }} {{ end }}.   § firing:a resolved:b .
        {{ (index .Alerts 1).EndsAt.Format "15:04:05" }}                     § 02:59:59
        {{ (index .Alerts 0).EndsAt.IsZero }} {{ (index .Alerts 0).Fingerprint }} § true 00aa
        {{ .CommonLabels.job }} {{ index .CommonAnnotations "summary" }}     § n&lt;o&gt;de &lt;busy&gt;
        [{{ .CommonLabels.instance }}]                                       § []
        {{ .GroupLabels.SortedPairs.Values | join " " }}                     § Cpu n&lt;o&gt;de
        {{ .GroupLabels.Names | join "," }} {{ .CommonLabels.Values | join "," }} § alertname,job Cpu,n&lt;o&gt;de
        {{ range .GroupLabels.SortedPairs }}{{ .Name }}={{ .Value }};{{ end }} § alertname=Cpu;job=n&lt;o&gt;de;
        {{ with .CommonLabels.Remove .GroupLabels.Names }}rest{{ else }}none{{ end }} § none
        {{ (.CommonLabels.Remove (stringSlice "job")).Names | join "," }}    § alertname
        {{ range $k, $v := .GroupLabels }}{{ $k }}:{{ $v }} {{ end }}.       § alertname:Cpu job:n&lt;o&gt;de .
        {{ if eq .CommonLabels.job "n&lt;o&gt;de" }}escaped{{ end }}         § escaped
        {{ .Status | toUpper }} {{ "a b" | title }} {{ " x " | trimSpace }}. § FIRING A B x.
        {{ reReplaceAll "(a+)" "<$1>" "caat" }} {{ match "^a" "abc" }}       § c<aa>t true
        {{ (index .Alerts 0).Value | printf "%.2f" }} {{ humanizePercentage 0.5 }} § 97.50 50%
        {{ (index .Alerts 0).StartsAt | date "2006-01-02" }}                 § 2026-03-01
        {{ ((index .Alerts 0).StartsAt | tz "Europe/Berlin").Format "15:04" }} § 03:59
        {{ since (index .Alerts 0).StartsAt }}                               § 1m0s
        {{ (index .Alerts 0).GeneratorURL }}                                 § http://q/api/v1/query?query=cpu+%3E+90&time=1772333940
        {{ template "__subject" . }}                                         § [FIRING] Cpu (n&lt;o&gt;de): 1 firing, 1 resolved, 3 more
        {{ urlUnescape "a%20b" }} {{ safeUrl "x" }} {{ safeHtml "y" }}       § a b x y
        {{ query "up" }}                                                     § (failed)
        {{ .Nothing }}                                                       § (failed)
        """)
    void shouldRenderAsAlertmanagerDoes(String template, String text) {
        assertThat(render(template)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "slack.default.title",
                "slack.default.titlelink",
                "slack.default.pretext",
                "slack.default.text",
                "slack.default.fallback",
                "slack.default.footer",
                "slack.default.username",
                "slack.default.iconemoji",
                "slack.default.iconurl",
                "pagerduty.default.description",
                "pagerduty.default.client",
                "pagerduty.default.clientURL",
                "email.default.subject",
                "email.default.html",
                "sms.default.text"
            })
    void shouldKnowTheNamesOfAlertmanagersTemplates(String name) {
        assertThat(render("{{ template \"" + name + "\" . }}")).doesNotContain("(failed)", "<no value>");
    }

    @Test
    void shouldListAlerts_whenTheirTemplateIsCalled() {
        assertThat(render("{{ template \"pagerduty.default.instances\" .Alerts.Firing }}"))
                .isEqualTo("""
                    &lt;busy&gt;
                    value 97.5, firing since 2026-03-01 02:59:00 UTC
                      alertname = Cpu
                      instance = a
                      job = n&lt;o&gt;de
                    http://q/api/v1/query?query=cpu+%3E+90&time=1772333940

                    """);
    }

    @Test
    void shouldSayWhy_whenATemplateCannotBeRendered() {
        try (CapturedLogs logs = new CapturedLogs()) {
            render("{{ index .Alerts 9 }}");

            assertThat(logs.text()).contains("the built-in text is sent instead", "index out of range");
        }
    }

    private List<Problem> problems(String yaml) {
        Problems problems = new Problems();
        YamlNode root = YamlNode.parse(directory.resolve("tocsin.yml").toString(), yaml, problems);
        MessageTemplates templates = MessageTemplates.read(root.get("templates"), problems);
        root.get("texts").entries().values().forEach(node -> templates.parse(node, node.text(), problems));
        return problems.list();
    }

    @Test
    void shouldTellTheLine_whenATemplateHasAMistake() {
        List<Problem> problems = problems("""
            texts:
              a: |
                {{ .Status }}
                {{ .Status
              b: 'x {{ nothing }}'
              c: '{{ template "nowhere" . }}'
              d: '{{ template "slack.default.title" . }}'
            """);

        assertThat(problems).extracting(Problem::path).containsExactly("texts.a", "texts.b", "texts.c");
        assertThat(problems.get(0).at().line()).isBetween(3, 5);
        assertThat(problems.get(1).at().toString()).endsWith(":5:12");
        assertThat(problems.get(1).message()).isEqualTo("function \"nothing\" not defined");
        assertThat(problems.get(2).message()).isEqualTo("template \"nowhere\" not defined");
    }

    @Test
    void shouldKnowNamedTemplatesOfFiles_whenTheyAreConfigured() throws Exception {
        Files.createDirectories(directory.resolve("templates"));
        Files.writeString(directory.resolve("templates/a.tmpl"), "{{ define \"ours\" }}{{ .Receiver }}!{{ end }}");
        Files.writeString(
                directory.resolve("templates/b.tmpl"), "{{ define \"__subject\" }}{{ template \"ours\" . }}{{ end }}");
        Problems problems = new Problems();
        YamlNode root = YamlNode.parse(
                directory.resolve("tocsin.yml").toString(), "templates: ['templates/*.tmpl']\n", problems);

        MessageTemplates templates = MessageTemplates.read(root.get("templates"), problems);

        assertThat(problems.list()).isEmpty();
        assertThat(templates.builtIn("{{ template \"slack.default.title\" . }}").render(data()))
                .contains("ops!");
    }

    @Test
    void shouldTellFileAndLine_whenATemplateFileHasAMistake() throws Exception {
        Files.writeString(directory.resolve("bad.tmpl"), "{{ define \"a\" }}\n{{ end");

        List<Problem> problems = problems("templates: [bad.tmpl, absent.tmpl, '*.none']\n");

        assertThat(problems).hasSize(3);
        assertThat(problems)
                .anyMatch(problem -> problem.at().toString().startsWith(directory.resolve("bad.tmpl") + ":2:"));
        assertThat(problems).anyMatch(problem -> problem.message().contains("absent.tmpl"));
        assertThat(problems).anyMatch(problem -> problem.message().contains("*.none"));
    }
}
