package io.tocsin.collector.events.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.re2j.Pattern;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.regex.RegularExpression;
import io.tocsin.schemas.avro.ActivityEvent;
import io.tocsin.schemas.avro.MigrationEvent;
import io.tocsin.schemas.avro.ReserveSnapshot;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the published JSON Schema accepts is what the intake accepts. */
final class JsonSchemaAgreementTest {

    private static final int DOCUMENTS = Integer.getInteger("fuzz.rounds", 5_000);
    private static final JsonLimits LIMITS = new JsonLimits(10, 12, 3);

    /** Number of documents by what the two said; the last is of those on which they differ, word by word. */
    private static final class Tally {
        int accepted;
        int refused;
        int finer;
        final List<String> differences = new ArrayList<>();
    }

    private final long seed = Long.getLong("fuzz.seed", System.nanoTime());

    static Stream<Schema> schemas() {
        return Stream.of(
                MigrationEvent.getClassSchema(), ReserveSnapshot.getClassSchema(), ActivityEvent.getClassSchema());
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void shouldAcceptTheSame_whateverTheDocument(Schema schema) throws Exception {
        Tally tally = compare(schema, AvroToJsonSchema.of(schema, "test", LIMITS));

        assertThat(tally.differences).as("seed " + seed).isEmpty();
        assertThat(tally.accepted).isGreaterThan(DOCUMENTS / 5);
        assertThat(tally.refused).isGreaterThan(DOCUMENTS / 5);
    }

    @Test
    void shouldFindADifference_whenThereIsOne() throws Exception {
        Schema schema = ReserveSnapshot.getClassSchema();
        ObjectNode looser = AvroToJsonSchema.of(schema, "test", LIMITS);
        ((ObjectNode) looser.at("/properties/asset")).put("maxLength", 13);
        ObjectNode stricter = AvroToJsonSchema.of(schema, "test", LIMITS);
        ((ObjectNode) stricter.at("/properties/supply")).put("exclusiveMaximum", 1_000_000_000);

        assertThat(compare(schema, looser).differences).isNotEmpty();
        assertThat(compare(schema, stricter).differences).isNotEmpty();
    }

    @Test
    void shouldBeFinerThanTheSchema_whenANumberHasTooManyDecimals() throws Exception {
        Schema schema = ReserveSnapshot.getClassSchema();

        assertThat(compare(schema, AvroToJsonSchema.of(schema, "test", LIMITS)).finer)
                .isPositive();
    }

    private Tally compare(Schema avro, ObjectNode jsonSchema) throws Exception {
        SchemaValidatorsConfig config = SchemaValidatorsConfig.builder()
                .formatAssertionsEnabled(true)
                .losslessNarrowing(true)
                .regularExpressionFactory(JsonSchemaAgreementTest::ecma262)
                .build();
        JsonSchema validator =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(jsonSchema, config);
        EventDocument document = new EventDocument(avro, LIMITS);
        RandomEvents events = new RandomEvents(new Random(seed), LIMITS);
        Tally tally = new Tally();
        for (int i = 0; i < DOCUMENTS; i++) {
            JsonNode event = events.next(avro);
            boolean valid = validator.validate(event).isEmpty();
            document.read(event.toString().getBytes(StandardCharsets.UTF_8), read -> {
                tally(tally, valid, read, event);
            });
        }
        return tally;
    }

    private static void tally(Tally tally, boolean valid, Element read, JsonNode event) {
        boolean taken = read.event() != null;
        if (valid && !taken && read.problems().stream().allMatch(JsonSchemaAgreementTest::beyondJsonSchema)) {
            tally.finer++;
        } else if (valid != taken) {
            tally.differences.add(
                    (valid ? "only the schema accepts " : "only the intake accepts ") + event + " " + read.problems());
        } else if (taken) {
            tally.accepted++;
        } else {
            tally.refused++;
        }
    }

    /** JSON Schema's {@code $} is the end of the text; that of the JDK is also before a last line feed. */
    private static RegularExpression ecma262(String regex) {
        Pattern pattern = Pattern.compile(regex);
        return text -> pattern.matcher(text).find();
    }

    private static boolean beyondJsonSchema(Problem problem) {
        return problem.text().startsWith("has more than 18 decimals");
    }
}
