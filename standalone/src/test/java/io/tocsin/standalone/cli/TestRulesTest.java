package io.tocsin.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.standalone.cli.RulesCommand.Run;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** {@code rules test} as its user meets it. */
final class TestRulesTest {
    private static final String GOOD = """
        tests:
          - name: one
            input_series: [{series: x, values: 1}]
            promql_expr_test:
              - {expr: x, eval_time: 0, exp_samples: [{labels: x, value: 1}]}
        """;
    private static final String WRONG = """
        tests:
          - input_series: [{series: 'x{l="<&\\a>"}', values: 1}]
            promql_expr_test:
              - {expr: x, eval_time: 0}
              - {expr: 1, eval_time: 0, exp_samples: [{value: 1}]}
        """;

    private final Path directory;
    private final RulesCommand command;

    TestRulesTest(@TempDir Path directory) {
        this.directory = directory;
        this.command = new RulesCommand("test", directory);
    }

    @Test
    void shouldExitWithZero_whenAllPass() throws Exception {
        assertThat(command.run(command.file("good.yml", GOOD))).isEqualTo(new Run(0, "good.yml: 1 passed\n"));
    }

    @Test
    void shouldShowTheDifferenceAtItsPlace_whenOneFails() throws Exception {
        assertThat(command.run(command.file("good.yml", GOOD), command.file("wrong.yml", WRONG)))
                .isEqualTo(new Run(1, """
                    good.yml: 1 passed
                    wrong.yml: 1 failed, 1 passed
                      wrong.yml:4:9: test at line 2: query x at 0s
                          + got:         x{l="<&a>"} 1
                            and nothing was expected
                    """));
    }

    @Test
    void shouldTellMistakesAndMissingFiles_whenTheyCannotBeRun() throws Exception {
        Run bad = command.run(
                command.file("bad.yml", "test: 1\n"),
                directory.resolve("none.yml").toString());

        assertThat(bad.exit()).isOne();
        assertThat(bad.out())
                .contains("bad.yml: cannot be run\n  bad.yml:1:1: test: unknown key; did you mean \"tests\"?")
                .contains("none.yml: cannot be run\n  none.yml: there is no such file");
    }

    @Test
    void shouldWriteXmlThatBuildServersRead() throws Exception {
        Path xml = directory.resolve("report.xml");

        Run run = command.run(
                command.file("good.yml", GOOD),
                command.file("wrong.yml", WRONG),
                command.file("bad.yml", "test: 1\n"),
                "--junit",
                xml.toString());

        assertThat(run.exit()).isOne();
        Document document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(xml.toFile());
        Element wrong = (Element) document.getElementsByTagName("testsuite").item(1);
        assertThat(wrong.getAttribute("tests")).isEqualTo("2");
        assertThat(wrong.getAttribute("failures")).isEqualTo("1");
        assertThat(wrong.getElementsByTagName("failure").item(0).getTextContent())
                .contains("x{l=\"<&a>\"}");
        assertThat(document.getElementsByTagName("error").getLength()).isOne();
        assertThat(document.getElementsByTagName("testcase").getLength()).isEqualTo(4);
    }
}
