package io.tocsin.client;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.schemas.avro.ActivityEvent;
import io.tocsin.schemas.avro.MigrationEvent;
import io.tocsin.schemas.avro.ReserveSnapshot;
import io.tocsin.schemas.frame.FrameCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the client says of its schemas is what the product's own services say. */
final class LogTopicTest {

    private static final String WRITE = "mvn -pl schemas,collector/client test -Dtest=LogTopicTest"
            + " -Dtest.argLine=-Dclient.schemas=true -Dsurefire.failIfNoSpecifiedTests=false";

    private static final Map<LogTopic, Schema> PRODUCTS = Map.of(
            LogTopic.METRICS, FrameCodec.SCHEMA,
            LogTopic.MIGRATIONS, MigrationEvent.getClassSchema(),
            LogTopic.RESERVES, ReserveSnapshot.getClassSchema(),
            LogTopic.ACTIVITY, ActivityEvent.getClassSchema());

    private final ObjectMapper json = new ObjectMapper();

    @ParameterizedTest
    @EnumSource
    void shouldNameTheProductsSchema_whenThereIsNoRegistry(LogTopic topic) {
        Schema schema = requireNonNull(PRODUCTS.get(topic));
        long fingerprint = SchemaNormalization.parsingFingerprint64(schema);

        assertThat(topic.singleObjectHeader())
                .describedAs("the fingerprint of %s is now 0x%016xL", schema.getName(), fingerprint)
                .isEqualTo(Bytes.singleObjectHeader(fingerprint));
    }

    @ParameterizedTest
    @EnumSource
    void shouldRegisterTheSameTextAsTheProduct(LogTopic topic) throws Exception {
        String text = plain(requireNonNull(PRODUCTS.get(topic)));
        if (Boolean.getBoolean("client.schemas")) {
            write(requireNonNull(PRODUCTS.get(topic)).getName(), text);
        }

        assertThat(topic.schemaText())
                .describedAs("a schema has changed; this writes the client's copy:%n  %s", WRITE)
                .isEqualTo(text);
    }

    /** Without what only Java reads from it, as the product registers it: {@code SchemaRegistryTest} holds them together. */
    private String plain(Schema schema) throws IOException {
        ObjectNode tree = (ObjectNode) json.readTree(schema.toString());
        tree.findParents("avro.java.string").forEach(node -> ((ObjectNode) node).remove("avro.java.string"));
        return new Schema.Parser().parse(json.writeValueAsString(tree)).toString();
    }

    private static void write(String schema, String text) throws IOException {
        Files.writeString(Path.of("src/main/resources/io/tocsin/client/" + schema + ".json"), text);
    }
}
