package io.tocsin.collector.relabel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.tocsin.schemas.config.Problem;
import io.tocsin.schemas.config.Problems;
import io.tocsin.schemas.config.YamlNode;
import io.tocsin.schemas.labels.Labels;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class RelabellingTest {

    @TestFactory
    Stream<DynamicTest> cases() throws IOException {
        Problems problems = new Problems();
        List<YamlNode> cases = YamlNode.parse("cases.yml", resource("/relabel/cases.yml"), problems)
                .elements();
        problems.throwIfAny();
        assertThat(cases).hasSizeGreaterThan(20);
        return cases.stream().map(each -> dynamicTest(each.requiredString("name"), () -> check(each, problems)));
    }

    private static void check(YamlNode each, Problems problems) {
        Relabelling relabelling = RelabelReader.read(each.get("rules"));
        problems.throwIfAny();

        Labels result = relabelling.apply(Labels.of(each.stringMap("labels")));

        if (each.bool("dropped", false)) {
            assertThat(result).isNull();
        } else {
            assertThat(result).isEqualTo(Labels.of(each.stringMap("gives")));
        }
    }

    @Test
    void shouldNameEveryMistake_atItsPlace() {
        Problems problems = new Problems();
        YamlNode rules = YamlNode.parse("p.yml", """
            - action: relpace
              target_label: a
            - source_labels: [a]
            - source_labels: [a]
              target_label: b
              regex: "a("
            - action: hashmod
              source_labels: [a]
              target_label: b
            - action: labeldrop
              regex: x
              source_labels: [a]
            - action: keepequal
              source_labels: [a]
              target_label: b
              regex: x
            - source_label: [a]
              target_label: b
            """, problems);

        Relabelling read = RelabelReader.read(rules);

        assertThat(problems.list())
                .map(Problem::toString)
                .satisfiesExactly(
                        one -> assertThat(one)
                                .startsWith("p.yml:1:11: [0].action: unknown action \"relpace\"; there are: replace"),
                        one -> assertThat(one)
                                .startsWith("p.yml:3:3: [1].target_label: is required by the action replace"),
                        one -> assertThat(one)
                                .startsWith(
                                        "p.yml:6:10: [2].regex: not a regular expression (RE2): missing closing ): a("),
                        one -> assertThat(one).startsWith("p.yml:7:3: [3].modulus: is required by the action hashmod"),
                        one -> assertThat(one)
                                .startsWith("p.yml:12:18: [4].source_labels: means nothing to the action labeldrop"),
                        one -> assertThat(one)
                                .startsWith("p.yml:16:10: [5].regex: means nothing to the action keepequal"),
                        one -> assertThat(one).startsWith("p.yml:17:3: [6].source_label: unknown key; did you mean"));
        assertThat(read.rules()).hasSize(1);
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(RelabellingTest.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
