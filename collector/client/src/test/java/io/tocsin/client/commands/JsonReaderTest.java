package io.tocsin.client.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonReaderTest {

    @Test
    void shouldReadEveryKindOfValue() throws IOException {
        Object read = JsonReader.read(" {\"a\": [1, -2.5e1, true, false, null], \"b\": {}, \"c\": [],"
                + " \"d\\n\\u00e4\\\"\\\\\\/\\t\\r\\b\\f\": \"\"} ");

        assertThat(read)
                .isEqualTo(Map.of(
                        "a", List.of(1.0, -25.0, true, false, ""),
                        "b", Map.of(),
                        "c", List.of(),
                        "d\nä\"\\/\t\r\b\f", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[1",
                "[1 2]",
                "{\"a\"}",
                "{\"a\": 1,}",
                "{a: 1}",
                "\"open",
                "\"\\u12\"",
                "\"\\u12xy\"",
                "\"\\u+123\"",
                "\"\\u-001\"",
                "\"\\",
                "tru",
                "1 2",
                "--1",
                "<html>"
            })
    void shouldRefuse_whenItIsNoJson(String text) {
        assertThatThrownBy(() -> JsonReader.read(text))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not the JSON of a stream-processor");
    }

    @Test
    void shouldRefuse_whenItIsTooDeep() throws IOException {
        assertThat(JsonReader.read("[".repeat(51) + "]".repeat(51))).isInstanceOf(List.class);
        assertThatThrownBy(() -> JsonReader.read("[".repeat(52) + "]".repeat(52)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no such depth");
        assertThatThrownBy(() -> JsonReader.read("[".repeat(1_000_000))).isInstanceOf(IOException.class);
    }
}
