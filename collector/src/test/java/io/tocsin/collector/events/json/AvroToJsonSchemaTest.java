package io.tocsin.collector.events.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.schemas.avro.ReserveSnapshot;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AvroToJsonSchemaTest {

    private static final Path GOLDEN = Path.of("src/test/resources/schemas/reserves.json");

    /** The file is what a producer sees: read a difference before taking it over. */
    @Test
    void shouldBeWhatProducersKnow_untilSomebodyDecidesOtherwise() throws Exception {
        String schema = AvroToJsonSchema.of(ReserveSnapshot.getClassSchema(), "reserves", JsonLimits.DEFAULT)
                .toPrettyString();

        assertThat(schema + "\n").isEqualTo(Files.readString(GOLDEN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"int\"", "[\"null\", \"string\", \"long\"]", "[\"string\", \"long\"]", "\"float\""})
    void shouldRefuse_whenATypeHasNoJsonForm(String type) {
        Schema schema = new Schema.Parser().parse("""
            {"type": "record", "name": "R", "fields": [{"name": "f", "type": %s}]}
            """.formatted(type));

        assertThatThrownBy(() -> AvroToJsonSchema.of(schema, "r", JsonLimits.DEFAULT))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new EventDocument(schema, JsonLimits.DEFAULT))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
