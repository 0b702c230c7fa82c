package io.tocsin.promql.template;

import io.tocsin.schemas.labels.Labels;
import java.util.List;
import java.util.Random;

/** What may happen to a template: it renders to a bounded text, or it is refused with a position. */
final class TemplateFuzz {

    private static final TemplateScope SCOPE = TemplateScope.ofAlert(
            Labels.of("job", "node", "a.b", "\u00e9"),
            Labels.EMPTY,
            "http://x/y",
            12.5,
            1_700_000_000_000L,
            expression -> List.of(new QuerySample(Labels.of("a", "1"), 1), new QuerySample(Labels.EMPTY, -0.0)));

    private static final List<String> WHOLE = List.of(
            "text ",
            "{{ $labels.job }}",
            "{{ $value | humanize }}",
            "{{ if gt $value 1.0 }}",
            "{{ else }}",
            "{{ end }}",
            "{{ else if .Value }}",
            "{{ range $i, $v := query \"up\" }}",
            "{{ with $x := $labels }}",
            "{{ define \"t\" }}",
            "{{ template \"t\" . }}",
            "{{ block \"b\" . }}",
            "{{- \" a \" -}}",
            "{{/* c */}}",
            "{{ break }}",
            "{{ printf \"%5.1f|%s|%[1]d|%*d\" $value \"a\" 3 4 }}",
            "{{ $x := 1 }}",
            "{{ $x = print $x $x }}",
            "{{ (query \"up\" | first).Labels.a }}",
            "{{ index (query \"up\") 1 | value }}",
            "{{ range 40 }}",
            "{{ reReplaceAll \"(a*)*\" \"$1\" \"aaaa\" }}",
            "{{ tmpl \"t\" . }}",
            "{{ humanizeTimestamp $value }}",
            "{{ (toTime 1e9).Format \"Mon Jan _2 15:04:05.999\" }}",
            "{{ parseDurationTime \"1h\" }}",
            "{{ slice \"abc\" 1 2 }}");
    private static final List<String> PIECES = List.of(
            "{{", "}}", "{{-", "-}}", "|", "(", ")", ".", "$", "\"", "`", "'", ":=", "=", ",", "nil", "true", "1.",
            "0x", "printf", "query", "and", "or", "len", "call", "\\", "%", "\u00e9", "\0", " ", "\n", "/*", "*/",
            "1e999", "-9");

    private TemplateFuzz() {}

    static String input(long seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i >= 0; i--) {
            text.append(WHOLE.get(random.nextInt(WHOLE.size())));
        }
        for (int i = random.nextInt(5); i > 0; i--) {
            int at = random.nextInt(text.length() + 1);
            int to = Math.min(text.length(), at + random.nextInt(6));
            switch (random.nextInt(3)) {
                case 0 -> text.delete(at, to);
                case 1 -> text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
                default -> text.replace(at, to, PIECES.get(random.nextInt(PIECES.size())));
            }
        }
        return text.toString();
    }

    static void check(String text) {
        try {
            Template template = Template.parse("fuzz", text);
            template.constantQueries();
            template.render(SCOPE);
        } catch (TemplateException e) {
            if (e.reason().isEmpty()) {
                throw new AssertionError("refused without a reason: " + text, e);
            }
        }
    }
}
