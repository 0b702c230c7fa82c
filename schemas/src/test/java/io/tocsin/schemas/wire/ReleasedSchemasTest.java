package io.tocsin.schemas.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.SchemaValidatorBuilder;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Holds every released version of every record against the current one. With {@code -Dschemas.release=true} it first
 * writes the current schemas as the next version, where they differ from the last.
 */
class ReleasedSchemasTest {

    private static final Path RELEASED = Path.of("src/main/resources/released");

    @TestFactory
    Stream<DynamicTest> shouldReadEveryReleasedVersion() throws IOException {
        if (Boolean.getBoolean("schemas.release")) {
            release();
        }
        return CompiledSchemas.CURRENT.stream()
                .flatMap(current -> versions(current).stream()
                        .map(old -> DynamicTest.dynamicTest(
                                current.getName() + " reads " + old.getFileName(),
                                () -> assertReads(current, parse(old)))));
    }

    @Test
    void shouldHaveAReleasedVersion_whateverTheRecord() {
        assertThat(CompiledSchemas.CURRENT)
                .allSatisfy(current -> assertThat(versions(current)).isNotEmpty());
    }

    @Test
    void shouldFail_whenAFieldIsAddedWithoutADefault() {
        Schema current = CompiledSchemas.CURRENT.getFirst();
        String changed =
                current.toString().replaceFirst("\"fields\":\\[", "\"fields\":[{\"name\":\"x\",\"type\":\"int\"},");

        assertThat(SchemaCompatibility.checkReaderWriterCompatibility(new Schema.Parser().parse(changed), current)
                        .getType())
                .isEqualTo(SchemaCompatibility.SchemaCompatibilityType.INCOMPATIBLE);
    }

    @Test
    void shouldDescribeEveryField_whateverTheRecord() {
        assertThat(CompiledSchemas.CURRENT).allSatisfy(ReleasedSchemasTest::assertDescribed);
    }

    private static void assertDescribed(Schema schema) {
        switch (schema.getType()) {
            case RECORD -> {
                assertThat(schema.getDoc()).as(schema.getName()).isNotBlank();
                assertThat(schema.getFields()).allSatisfy(field -> {
                    assertThat(field.doc())
                            .as(schema.getName() + "." + field.name())
                            .isNotBlank();
                    assertDescribed(field.schema());
                });
            }
            case UNION -> schema.getTypes().forEach(ReleasedSchemasTest::assertDescribed);
            case ARRAY -> assertDescribed(schema.getElementType());
            default -> {}
        }
    }

    private static void assertReads(Schema current, Schema old) throws Exception {
        new SchemaValidatorBuilder().canReadStrategy().validateAll().validate(current, List.of(old));
    }

    private static List<Path> versions(Schema current) {
        return IntStream.iterate(1, n -> n + 1)
                .mapToObj(n -> RELEASED.resolve(current.getName()).resolve(n + ".avsc"))
                .takeWhile(Files::exists)
                .toList();
    }

    private static Schema parse(Path file) throws IOException {
        return new Schema.Parser().parse(Files.readString(file));
    }

    private static void release() throws IOException {
        for (Schema current : CompiledSchemas.CURRENT) {
            List<Path> versions = versions(current);
            if (versions.isEmpty() || differ(current, parse(versions.getLast()))) {
                Path next = RELEASED.resolve(current.getName()).resolve(versions.size() + 1 + ".avsc");
                Files.createDirectories(next.getParent());
                Files.writeString(next, pretty(PlainSchema.of(current)));
            }
        }
    }

    private static String pretty(Schema schema) throws IOException {
        ObjectMapper json = new ObjectMapper();
        return json.writerWithDefaultPrettyPrinter().writeValueAsString(json.readTree(schema.toString())) + "\n";
    }

    private static boolean differ(Schema a, Schema b) {
        return SchemaNormalization.parsingFingerprint64(a) != SchemaNormalization.parsingFingerprint64(b);
    }
}
