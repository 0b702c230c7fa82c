package io.tocsin.promql.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tocsin.schemas.labels.Labels;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The template language as tables: what Go's templates and Prometheus give for the same text. */
final class TemplateTest {

    private static final Labels LABELS = Labels.of("instance", "web-1.example.com:9100", "job", "node", "x", "<&>");
    private static final long INSTANT = 1_700_000_000_500L;

    @Test
    void shouldRenderValues() {
        renders("plain", "plain");
        renders("{{ $labels.job }}/{{ .Labels.job }}/{{ $.Labels.job }}", "node/node/node");
        renders("{{ $value }} {{ .Value }}", "0.25 0.25");
        renders("{{ $labels.nosuch }}|", "|");
        renders("{{ $externalLabels.region }} {{ .ExternalLabels.region }}", "eu eu");
        renders("{{ $externalURL }}{{ pathPrefix }}", "http://tocsin.example/base/base");
        renders("{{ $labels }}", "map[instance:web-1.example.com:9100 job:node x:<&>]");
        renders(
                "{{ 1 }} {{ -1.50 }} {{ 1e3 }} {{ 0x10 }} {{ 'a' }} {{ 1_000 }} {{ 1e6 }}",
                "1 -1.5 1000 16 97 1000 1e+06");
        renders("{{ \"a\\tb\" }}{{ `c\\d` }}", "a\tbc\\d");
        renders("{{ true }} {{ false }}", "true false");
        renders("{{ (query \"two\" | first).Labels.a }}", "1");
    }

    @Test
    void shouldTrim() {
        renders("a  {{- 1 -}}  b", "a1b");
        renders("a\n {{- 1 }}\n b", "a1\n b");
        renders("a {{- /* x */ -}} b{{/* y */}}c", "abc");
        renders("{{-1}}", "-1");
        renders("a {{ 1 }} b", "a 1 b");
    }

    @Test
    void shouldBranch() {
        renders("{{ if $labels.job }}yes{{ else }}no{{ end }}", "yes");
        renders("{{ if $labels.nosuch }}yes{{ else if eq $labels.job \"node\" }}maybe{{ else }}no{{ end }}", "maybe");
        renders("{{ if gt $value 0.5 }}a{{ else if gt $value 0.4 }}b{{ else }}c{{ end }}", "c");
        renders(
                "{{ with $labels.job }}[{{ . }}]{{ end }}{{ with $labels.nosuch }}x{{ else }}none{{ end }}",
                "[node]none");
        renders("{{ with $x := $labels.job }}{{ $x }}{{ . }}{{ end }}", "nodenode");
        renders("{{ with $labels.no }}x{{ else with $labels.job }}{{ . }}{{ end }}", "node");
        renders("{{ if 0 }}a{{ end }}{{ if 0.0 }}b{{ end }}{{ if \"\" }}c{{ end }}{{ if $labels }}d{{ end }}", "d");
    }

    @Test
    void shouldRange() {
        renders("{{ range query \"two\" }}{{ .Labels.a }}={{ .Value }};{{ end }}", "1=10;2=20;");
        renders("{{ range $i, $s := query \"two\" }}{{ $i }}{{ $s.Labels.a }} {{ end }}", "01 12 ");
        renders("{{ range $s := query \"two\" }}{{ $s | value }} {{ end }}", "10 20 ");
        renders("{{ range query \"none\" }}x{{ else }}nothing{{ end }}", "nothing");
        renders(
                "{{ range $k, $v := $labels }}{{ $k }}:{{ $v }},{{ end }}",
                "instance:web-1.example.com:9100,job:node,x:<&>,");
        renders("{{ range 3 }}{{ . }}{{ end }}", "012");
        renders(
                "{{ range $i := 5 }}{{ if eq $i 1 }}{{ continue }}{{ end }}{{ if eq $i 3 }}{{ break }}{{ end }}{{ $i"
                        + " }}{{ end }}",
                "02");
        renders("{{ range 0 }}x{{ end }}|", "|");
    }

    @Test
    void shouldKeepVariablesInTheirScope() {
        renders("{{ $x := 1 }}{{ if true }}{{ $x = 2 }}{{ $x := 3 }}{{ $x }}{{ end }}{{ $x }}", "32");
        renders("{{ $n := 0 }}{{ range 3 }}{{ $n = . }}{{ end }}{{ $n }}", "2");
        fails("{{ if true }}{{ $y := 1 }}{{ end }}{{ $y }}", "1:39", "undefined variable \"$y\"");
    }

    @Test
    void shouldCallNamedTemplates() {
        renders(
                "{{ define \"t\" }}<{{ . }}>{{ end }}{{ template \"t\" $labels.job }}{{ template \"t\" }}",
                "<node><<no value>>");
        renders("{{ block \"b\" 5 }}[{{ . }}]{{ end }}", "[5]");
        renders("{{ define \"t\" }}{{ .arg0 }}-{{ .arg1 }}{{ end }}{{ template \"t\" (args 1 \"b\") }}", "1-b");
        renders("{{ define \"t\" }}{{ . }}!{{ end }}{{ tmpl \"t\" \"x\" | toUpper }}", "X!");
        renders("{{ define \"t\" }}{{ $.Labels.job }}{{ end }}{{ template \"t\" . }}", "node");
        fails("{{ define \"t\" }}{{ $value }}{{ end }}", "1:20", "undefined variable");
        errors("{{ template \"none\" }}", "1:4", "template \"none\" not defined");
        errors("{{ define \"t\" }}{{ template \"t\" }}{{ end }}{{ template \"t\" }}", "1:20", "deep");
    }

    @Test
    void shouldCompareAndCombine() {
        renders(
                "{{ eq 1 1 }}{{ eq 1 2 3 1 }}{{ ne \"a\" \"b\" }}{{ lt 1 2 }}{{ le 2 2 }}{{ gt \"b\" \"a\" }}{{ ge 1.0"
                        + " 2.0 }}",
                "truetruetruetruetruetruefalse");
        renders("{{ and 1 0 2 }}{{ or 0 \"x\" 1 }}{{ not 1 }}{{ and \"\" (len 5) }}", "0xfalse");
        renders("{{ or $labels.job (index $labels 5) }}", "node");
        errors("{{ eq $value 1 }}", "1:4", "incompatible types for comparison: float64 and int; write a float as 1.0");
        errors("{{ lt true false }}", "1:4", "invalid type for comparison");
        errors("{{ eq 1 }}", "1:4", "missing argument");
    }

    @Test
    void shouldHaveGosFunctions() {
        renders("{{ len $labels }}{{ len \"é\" }}{{ index $labels \"job\" }}", "32node");
        renders("{{ (index (query \"two\") 1).Value }}", "20");
        renders("{{ slice \"abcdef\" 1 3 }}", "bc");
        renders("{{ print 1 2 \"a\" 3 }}|{{ println \"a\" 1 }}|", "1 2a3|a 1\n|");
        renders("{{ html $labels.x }} {{ js \"a'b\" }} {{ urlquery \"a b&c\" }}", "&lt;&amp;&gt; a\\'b a+b%26c");
        errors("{{ index (query \"two\") 2 }}", "1:4", "index out of range: 2");
        errors("{{ len 5 }}", "1:4", "len of type int");
    }

    @Test
    void shouldPrintf() {
        renders(
                "{{ printf \"%.2f|%5.1f|%-6.1f|%06.2f|%+d\" $value $value $value $value 5 }}",
                "0.25|  0.2|0.2   |000.25|+5");
        renders("{{ $value | printf \"%.0f%%\" }}", "0%");
        renders("{{ printf \"%s %q %v %x %X\" \"a\" \"b\\n\" \"c\" \"hi\" 255 }}", "a \"b\\n\" c 6869 FF");
        renders(
                "{{ printf \"%d %5d|%-5d|%05d %x %o %b %c %U\" 42 42 42 42 255 8 5 65 65 }}",
                "42    42|42   |00042 ff 10 101 A U+0041");
        renders("{{ printf \"%e %g %G\" 1234.5 1234567.0 1e-10 }}", "1.234500e+03 1.234567e+06 1E-10");
        renders("{{ printf \"%t %v %T %T\" true 5 1.0 \"\" }}", "true 5 float64 string");
        renders("{{ printf \"%[2]s %[1]s %*d\" \"a\" 5 }}", "%!s(int=5) a %!d(MISSING)");
        renders(
                "{{ printf \"%d\" $value }} {{ printf \"%f\" 1 }} {{ printf \"%s\" 1.5 }}",
                "%!d(float64=0.25) %!f(int=1) %!s(float64=1.5)");
        renders(
                "{{ printf \"%d\" }} {{ printf \"a\" 1 }} {{ printf \"%\" }} {{ printf \"%z\" 1 }}",
                "%!d(MISSING) a%!(EXTRA int=1) %!(NOVERB) %!z(int=1)");
        renders("{{ printf \"%5s|%-5s|%.2s|%5t\" \"ab\" \"ab\" \"abc\" true }}", "   ab|ab   |ab| true");
        renders("{{ printf \"%v\" $labels }}", "map[instance:web-1.example.com:9100 job:node x:<&>]");
    }

    @Test
    void shouldHumanize() {
        humanizes("humanize", 0, "0", 1234567, "1.235M", 0.00001234, "12.34u", -1500, "-1.5k", 999.9999, "1000");
        humanizes("humanize1024", 0.5, "0.5", 1048576, "1Mi", 1500, "1.465ki");
        humanizes(
                "humanizeDuration",
                0,
                "0s",
                59,
                "59s",
                60,
                "1m 0s",
                3600,
                "1h 0m 0s",
                86400,
                "1d 0h 0m 0s",
                899.99,
                "14m 59s",
                .1,
                "100ms",
                -.0001,
                "-100us",
                12.3456789,
                "12.35s",
                -3661,
                "-1h 1m 1s");
        humanizes("humanizePercentage", 0.1234567, "12.35%", 1, "100%", -1.5, "-150%");
        humanizes(
                "humanizeTimestamp",
                1435065584.128,
                "2015-06-23 13:19:44.128 +0000 UTC",
                0,
                "1970-01-01 00:00:00 +0000 UTC",
                Double.NaN,
                "NaN");
        renders("{{ humanize \"1e3\" }} {{ humanizeDuration 5 }}", "1k 5s");
        errors("{{ humanizeTimestamp 1e300 }}", "1:4", "overflows int64");
        errors("{{ humanize \"x\" }}", "1:4", "invalid syntax");
    }

    @Test
    void shouldHavePrometheusFunctions() {
        renders("{{ toUpper \"aé\" }}{{ toLower \"AB\" }}{{ title \"ab cd-ef x_y\" }}", "AÉabAb Cd-Ef X_y");
        renders("{{ match \"o.e\" $labels.job }}{{ reReplaceAll \"(.)o\" \"$1-${1}\" \"foo\" }}", "truef-fo");
        renders("{{ now }} {{ now | humanizeTimestamp }}", "1.7000000005e+09 2023-11-14 22:13:20.5 +0000 UTC");
        renders("{{ (toTime 1700000000).Format \"Mon, 02 Jan 2006 15:04:05 MST\" }}", "Tue, 14 Nov 2023 22:13:20 UTC");
        renders("{{ toDuration 90.5 }} {{ (toDuration 90).Minutes }}", "1m30.5s 1.5");
        renders("{{ parseDuration \"1h30m\" }} {{ parseDurationTime \"1h30m\" }}", "5400 1h30m0s");
        renders(
                "{{ stripPort $labels.instance }} {{ stripDomain $labels.instance }} {{ stripDomain \"10.0.0.1:80\" }}"
                        + " {{ stripPort \"[::1]:80\" }}",
                "web-1.example.com web-1:9100 10.0.0.1:80 ::1");
        renders(
                "{{ graphLink \"up == 0\" }} {{ tableLink \"up\" }}",
                "/graph?g0.expr=up+%3D%3D+0&g0.tab=0 /graph?g0.expr=up&g0.tab=1");
        renders("{{ query \"two\" | first | value }} {{ query \"two\" | first | label \"a\" }}", "10 1");
        renders("{{ range query \"mixed\" | sortByLabel \"a\" }}{{ .Value }} {{ end }}", "1 2 3 ");
        renders("{{ safeHtml \"<b>\" }}{{ externalURL }}", "<b>http://tocsin.example/base");
        errors("{{ query \"none\" | first }}", "1:19", "first() called on vector with no elements");
        errors("{{ query \"bad\" }}", "1:4", "no such query");
    }

    @Test
    void shouldSayWhereAndWhy_whenMalformed() {
        fails("a {{ ", "1:3", "unclosed action");
        fails("{{ if true }}", "1:4", "{{if}} without {{end}}");
        fails("{{ end }}", "1:1", "unexpected");
        fails("x\n{{ nosuch }}", "2:4", "function \"nosuch\" not defined");
        fails("{{ $x }}", "1:4", "undefined variable \"$x\"");
        fails("{{ \"a }}", "1:4", "a string without its closing");
        fails("{{/* a }}", "1:1", "unclosed comment");
        fails("{{ | len }}", "1:4", "missing value");
        fails("{{ }}", "1:4", "missing value");
        fails("{{ 5 | 6 }}", "1:8", "no command");
        fails("{{ nil }}", "1:4", "no command");
        fails("{{ break }}", "1:4", "outside {{range}}");
        fails("{{ if true }}{{ define \"x\" }}{{ end }}{{ end }}", "1:17", "top level");
        fails("{{ 1x }}", "1:4", "bad number syntax");
        fails("{{ (1 }}", "1:7", "unexpected \"}}\" in parentheses");
        fails("{{ % }}", "1:4", "unexpected character %");
        fails("{{ $a, $b := 1 }}", "1:6", "only {{range}} can set two variables");
        fails("{{ \"\\q\" }}", "1:5", "unknown escape sequence");
    }

    @Test
    void shouldSayWhereAndWhy_whenValuesDoNotFit() {
        errors("{{ $labels.job.x }}", "1:4", "can't evaluate field x in type string");
        errors("{{ .Nosuch }}", "1:4", "can't evaluate field Nosuch in type struct");
        errors("{{ range 1.5 }}{{ end }}", "1:4", "range can't iterate over 1.5");
        errors("a\n{{ toUpper 1 }}", "2:4", "wrong type for value of toUpper; expected string; got int");
        errors("{{ toUpper }}", "1:4", "wrong number of args for toUpper: want 1 got 0");
        errors("{{ $value 1 }}", "1:4", "can't give argument to non-function $value");
        errors("{{ match \"(\" \"a\" }}", "1:4", "invalid regular expression");
    }

    @Test
    void shouldStop_whenATemplateRunsAway() {
        errors("{{ range 1000000 }}{{ end }}", "1:4", "more than 100000 steps");
        errors("{{ range 300 }}{{ range 1000 }}x{{ end }}{{ end }}", "1:19", "steps");
        errors("{{ $x := \"0123456789\" }}{{ range 100 }}{{ $x = print $x $x }}{{ end }}", "1:48", "longer than");
        errors("{{ range 100 }}{{ printf \"%100000d\" 1 }}{{ end }}", "1:16", "longer than");
        errors("{{ range 1000 }}{{ $x := printf \"%1000000d\" 1 }}{{ end }}", "1:4", "steps");
        renders("{{ printf \"%9999999d\" 1 }}", "1");
    }

    @Test
    void shouldListItsQueries() {
        Template template = Template.parse("t", """
            {{ query "a" }}{{ range query `b` }}{{ end }}{{ "c" | query | first }}
            {{ if query (printf "%s" "d") }}{{ end }}{{ with printf "e" | query }}{{ end }}
            {{ define "x" }}{{ (query "f") }}{{ end }}\
            """);

        assertThat(template.constantQueries())
                .extracting(Template.QueryCall::expression)
                .containsExactlyInAnyOrder("a", "b", "c", "f");
        assertThat(template.constantQueries().getFirst().position()).hasToString("1:11");
        assertThat(template.computedQueries())
                .extracting(query -> query.position().toString())
                .containsExactly("2:7", "2:63");
    }

    @Test
    void shouldUseMembersAndDefinitionsOfOthers() {
        TemplateObject labels = new TemplateObject() {
            @Override
            public boolean hasMember(String name) {
                return name.equals("Join");
            }

            @Override
            public Object member(String name, List<Object> arguments) {
                return "joined by " + Arguments.string(name, arguments, 0);
            }

            @Override
            public Object data() {
                return Map.of("alertname", "Down");
            }
        };
        Template shared = Template.parse(
                "shared", "{{ define \"title\" }}[{{ .Common.alertname }}]{{ end }}", TemplateLanguage.GO);
        TemplateLanguage language = TemplateLanguage.GO
                .withFunctions(Map.of(
                        "twice",
                        (arguments, scope) ->
                                Arguments.string("twice", arguments, 0).repeat(2)))
                .withDefinitionsOf(List.of(shared));
        Template template = Template.parse(
                "t",
                "{{ template \"title\" . }} {{ .Common.Join \",\" }} {{ range $k, $v := .Common }}{{ $k }}{{ end }} {{"
                        + " twice \"x\" }}",
                language);

        String text = template.render(
                new TemplateScope(new TemplateStruct(Map.of("Common", labels)), Map.of(), 0, "", QueryFunction.none()));

        assertThat(text).isEqualTo("[Down] joined by , alertname xx");
    }

    private static TemplateScope scope(double value) {
        return TemplateScope.ofAlert(
                LABELS, Labels.of("region", "eu"), "http://tocsin.example/base", value, INSTANT, TemplateTest::query);
    }

    private static List<QuerySample> query(String expression) {
        return switch (expression) {
            case "two" -> List.of(sample("1", 10), sample("2", 20));
            case "mixed" -> List.of(sample("b", 2), sample("c", 3), sample("a", 1));
            case "none" -> Collections.emptyList();
            default -> throw new TemplateError("no such query: " + expression);
        };
    }

    private static QuerySample sample(String a, double value) {
        return new QuerySample(Labels.of("a", a), value);
    }

    private static void humanizes(String function, Object... valuesAndTexts) {
        Map<Double, String> table = new LinkedHashMap<>();
        for (int i = 0; i < valuesAndTexts.length; i += 2) {
            table.put(((Number) valuesAndTexts[i]).doubleValue(), (String) valuesAndTexts[i + 1]);
        }
        table.forEach((value, text) -> assertThat(
                        Template.parse("t", "{{ $value | " + function + " }}").render(scope(value)))
                .isEqualTo(text));
    }

    private static void renders(String template, String expected) {
        assertThat(Template.parse("t", template).render(scope(0.25)))
                .as(template)
                .isEqualTo(expected);
    }

    /** While it is read. */
    private static void fails(String template, String position, String reason) {
        check(catchThrowableOfType(TemplateException.class, () -> Template.parse("t", template)), position, reason);
    }

    /** While it is rendered. */
    private static void errors(String template, String position, String reason) {
        Template parsed = Template.parse("t", template);
        check(catchThrowableOfType(TemplateException.class, () -> parsed.render(scope(0.25))), position, reason);
    }

    private static void check(TemplateException e, String position, String reason) {
        assertThat(e).as(reason).isNotNull();
        assertThat(e.reason()).contains(reason);
        assertThat(e.position()).as(e.getMessage()).hasToString(position);
    }
}
