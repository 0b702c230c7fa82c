package io.tocsin.standalone.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The arrows between the modules are the permitted ones, and each rule that says so can fail. */
final class ArchitectureTest {
    private static final JavaClasses PRODUCTION = new ClassFileImporter().importPaths(Reactor.classes("classes"));

    @TempDir
    private Path directory;

    @TestFactory
    Stream<DynamicTest> production() {
        return check(ArchitectureRules.production(), PRODUCTION);
    }

    @TestFactory
    Stream<DynamicTest> tests() {
        return check(ArchitectureRules.tests(), new ClassFileImporter().importPaths(Reactor.classes("test-classes")));
    }

    @Test
    void shouldNameOnlyClassesThatExist_whenTheEdgeIsListed() {
        assertThat(Edge.CLOCKS.keySet()).allMatch(PRODUCTION::contain);
    }

    @ParameterizedTest(name = "{0}: {2} in {1}")
    @CsvSource(quoteCharacter = '"', delimiter = '|', textBlock = """
        schemas know no other module                          | io.tocsin.schemas.labels  | io.tocsin.promql.ast.Expr.class
        promql knows schemas only                             | io.tocsin.promql.parse    | io.tocsin.streamprocessor.Other.class
        collector knows schemas only                          | io.tocsin.collector       | io.tocsin.promql.ast.Expr.class
        collector knows schemas only                          | io.tocsin.collector.host  | io.tocsin.notifier.Other.class
        client knows no other module                          | io.tocsin.client          | io.tocsin.schemas.labels.Labels.EMPTY
        client needs Kafka's clients only                     | io.tocsin.client          | io.micrometer.core.instrument.Metrics.class
        client's registry needs Micrometer besides            | io.tocsin.client.micrometer | org.apache.avro.Schema.class
        stream-processor knows schemas and promql only        | io.tocsin.streamprocessor | io.tocsin.collector.Other.class
        notifier knows schemas and promql's templates only    | io.tocsin.notifier        | io.tocsin.promql.ast.Expr.class
        nobody knows standalone                               | io.tocsin.streamprocessor | io.tocsin.standalone.kafka.Ports.class
        promql knows no Kafka                                 | io.tocsin.promql.eval     | org.apache.kafka.common.TopicPartition.class
        labels know no Kafka                                  | io.tocsin.schemas.labels  | org.apache.kafka.common.TopicPartition.class
        only the edge reads the clock                         | io.tocsin.streamprocessor | java.time.Instant.now()
        only the edge reads the clock                         | io.tocsin.promql.eval     | System.currentTimeMillis()
        only the edge reads the clock                         | io.tocsin.notifier        | java.time.Clock.systemUTC()
        only the edge reads the clock                         | io.tocsin.notifier        | new java.util.Date()
        only the edge reads the clock                         | io.tocsin.collector       | (java.util.function.Supplier<Object>) java.time.Instant::now
        """)
    void shouldFail_whenAnOutlawIsAdded(String rule, String where, String expression) throws Exception {
        ArchRule broken = ArchitectureRules.production().get(rule);

        assertThat(broken).isNotNull();
        assertThat(broken.evaluate(compiled(where, expression)).hasViolation()).isTrue();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(quoteCharacter = '"', delimiter = '|', textBlock = """
        no mocking library: fakes by hand, real HTTP for HTTP, real Kafka for Kafka | org.mockito.Other.class
        no test sleeps: wait for a condition with Awaitility | (java.util.concurrent.Callable<?>) () -> { Thread.sleep(1); return 1; }
        """)
    void shouldFail_whenATestIsAnOutlaw(String rule, String expression) throws Exception {
        ArchRule broken = ArchitectureRules.tests().get(rule);

        assertThat(broken).isNotNull();
        assertThat(broken.evaluate(compiled("io.tocsin.promql", expression)).hasViolation())
                .isTrue();
    }

    private static Stream<DynamicTest> check(Map<String, ArchRule> rules, JavaClasses classes) {
        assertThat(classes).isNotEmpty();
        return rules.entrySet().stream()
                .map(rule -> dynamicTest(rule.getKey(), () -> rule.getValue().check(classes)));
    }

    private JavaClasses compiled(String where, String expression) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("-proc:none", "-nowarn", "-d", directory.toString()));
        for (String stub :
                List.of("io.tocsin.collector", "io.tocsin.streamprocessor", "io.tocsin.notifier", "org.mockito")) {
            arguments.add(write(stub, "public class Other", ""));
        }
        arguments.add(write(where, "class Outlaw", "Object found() { return " + expression + "; }"));

        int result = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new));

        assertThat(result).describedAs("exit code of javac").isZero();
        return new ClassFileImporter().importPath(directory);
    }

    private String write(String where, String declaration, String body) throws IOException {
        String name = declaration.substring(declaration.lastIndexOf(' ') + 1);
        Path file = directory.resolve(where).resolve(name + ".java");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "package " + where + ";\n" + declaration + " { " + body + " }\n");
        return file.toString();
    }
}
