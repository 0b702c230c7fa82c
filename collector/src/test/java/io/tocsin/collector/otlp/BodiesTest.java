package io.tocsin.collector.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.resource.v1.Resource;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests in their two encodings. */
final class BodiesTest {

    private static MessageRoom room() {
        return new MessageRoom(1 << 20, bytes -> {});
    }

    private static ExportMetricsServiceRequest json(String text) throws OtlpException {
        return JsonBody.read(text.getBytes(StandardCharsets.UTF_8), room());
    }

    private static NumberDataPoint point(String fields) throws OtlpException {
        return json("{\"resourceMetrics\":[{\"scopeMetrics\":[{\"metrics\":[{\"gauge\":{\"dataPoints\":[{" + fields
                        + "}]}}]}]}]}")
                .getResourceMetrics(0)
                .getScopeMetrics(0)
                .getMetrics(0)
                .getGauge()
                .getDataPoints(0);
    }

    private static ExportMetricsServiceRequest nested(int levels) {
        AnyValue value = AnyValue.newBuilder().setIntValue(1).build();
        for (int i = 0; i < levels; i++) {
            value = AnyValue.newBuilder()
                    .setArrayValue(ArrayValue.newBuilder().addValues(value))
                    .build();
        }
        ExportMetricsServiceRequest.Builder request = ExportMetricsServiceRequest.newBuilder();
        request.addResourceMetricsBuilder()
                .setResource(Resource.newBuilder()
                        .addAttributes(KeyValue.newBuilder().setKey("k").setValue(value)));
        return request.build();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        0                                | 0
        "18446744073709551615"           | -1
        18446744073709551615             | -1
        "9223372036854775808"            | -9223372036854775808
        1.8e1                            | 18
        null                             | 0
        """)
    void shouldReadUnsigned64_whenItIsANumberOrAString(String time, long expected) throws OtlpException {
        assertThat(point("\"timeUnixNano\":" + time).getTimeUnixNano()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "18446744073709551616",
                "-1",
                "1.5",
                "1e999999999",
                "1e99999999999",
                "1e-400",
                "\"\"",
                "\"0x10\"",
                "\" 1\"",
                "true",
                "{}",
                "[]",
                "\"1d\"",
                "01"
            })
    void shouldRefuse_whenItIsNoUnsigned64(String time) {
        assertThatThrownBy(() -> point("\"timeUnixNano\":" + time))
                .isInstanceOfSatisfying(
                        OtlpException.class, e -> assertThat(e.status()).isEqualTo(400));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"9223372036854775808\"", "-9223372036854775809"})
    void shouldRefuse_whenItIsNoSigned64(String value) {
        assertThatThrownBy(() -> point("\"asInt\":" + value)).hasMessageContaining("whole number of 64 bits for asInt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999", "\"1e999\"", "\"+Infinity\"", "\"nan\"", "NaN", "\"Infinity \""})
    void shouldRefuse_whenItIsNoDouble(String value) {
        assertThatThrownBy(() -> point("\"asDouble\":" + value)).isInstanceOf(OtlpException.class);
    }

    @Test
    void shouldReadIdsInHexadecimalAndBytesInBase64() throws OtlpException {
        NumberDataPoint point = point("""
            "exemplars":[{"traceId":"5B8EFFF798038103D269B633813FC60C","spanId":"eee19b7ec3c1b174"}],
            "attributes":[{"key":"b","value":{"bytesValue":"_-8="}}]
            """);

        assertThat(point.getExemplars(0).getTraceId().toByteArray()).hasSize(16).startsWith(0x5b, 0x8e);
        assertThat(point.getAttributes(0).getValue().getBytesValue().toByteArray())
                .containsExactly(0xff, 0xef);
        assertThatThrownBy(() -> point("\"exemplars\":[{\"spanId\":\"7uGbfsPBsXQ=\"}]"))
                .hasMessageContaining("expected hexadecimal digits for spanId");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        ''                                          | line 1, column 1: expected an object
        []                                          | line 1, column 1: expected an object
        {"resourceMetrics":{}}                      | line 1, column 20: expected an array
        {"resourceMetrics":[1]}                     | line 1, column 21: expected an object
        {"resourceMetrics":[null]}                  | line 1, column 21: expected an object
        {} {}                                       | line 1, column 4: expected nothing more
        {"resourceMetrics":[                        | not JSON: line 1, column 21
        {"a":tru}                                   | not JSON: line 1, column 6
        {"resourceMetrics":[{"schemaUrl":7}]}       | expected a string for schemaUrl
        {"resourceMetrics":[{"schemaUrl":"\\ud800"}]} | expected a string of whole characters for schemaUrl
        """)
    void shouldSayWhere_whenTheJsonIsWrong(String text, String message) {
        assertThatThrownBy(() -> json(text))
                .hasMessageContaining(message)
                .isInstanceOfSatisfying(
                        OtlpException.class, e -> assertThat(e.status()).isEqualTo(400));
    }

    @Test
    void shouldRefuse_whenMessagesNestTooDeep() throws OtlpException {
        byte[] fits = nested(45).toByteArray();
        byte[] tooDeep = nested(60).toByteArray();
        String opened = "{\"resourceMetrics\":[{\"resource\":{\"attributes\":[{\"value\":";
        String level = "{\"arrayValue\":{\"values\":[";

        assertThat(ProtobufBody.read(fits, room())).isEqualTo(nested(45));
        assertThatThrownBy(() -> ProtobufBody.read(tooDeep, room())).isInstanceOf(OtlpException.class);
        assertThat(json(opened + level.repeat(45) + "]}}".repeat(45) + "}]}}]}").getResourceMetricsCount())
                .isEqualTo(1);
        assertThatThrownBy(() -> json(opened + level.repeat(60) + "]}}".repeat(60) + "}]}}]}"))
                .hasMessageContaining("nest no deeper than 100");
        assertThatThrownBy(() -> json("{\"x\":" + "[".repeat(1_000_000))).isInstanceOf(OtlpException.class);
    }

    @Test
    void shouldAnswer413_whenABodyHasMoreMessagesThanThereIsRoomFor() throws OtlpException {
        ExportMetricsServiceRequest.Builder request = ExportMetricsServiceRequest.newBuilder();
        for (int i = 0; i < 9; i++) {
            request.addResourceMetricsBuilder();
        }
        byte[] protobuf = request.build().toByteArray();
        byte[] json = ("{\"resourceMetrics\":[{}" + ",{}".repeat(8) + "]}").getBytes(StandardCharsets.UTF_8);
        long ten = 10 * MessageRoom.BYTES_A_MESSAGE;

        assertThat(ProtobufBody.read(protobuf, new MessageRoom(ten, bytes -> {}))
                        .getResourceMetricsCount())
                .isEqualTo(9);
        assertThat(JsonBody.read(json, new MessageRoom(ten, bytes -> {})).getResourceMetricsCount())
                .isEqualTo(9);
        assertThatThrownBy(() -> ProtobufBody.read(protobuf, new MessageRoom(ten - 1, bytes -> {})))
                .isInstanceOfSatisfying(
                        OtlpException.class, e -> assertThat(e.status()).isEqualTo(413));
        assertThatThrownBy(() -> JsonBody.read(json, new MessageRoom(ten - 1, bytes -> {})))
                .hasMessageContaining("more than 9 messages");
    }
}
