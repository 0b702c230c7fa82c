package io.tocsin.collector.remotewrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WriteMessageTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
        snappy | application/x-protobuf                                        | V1
        ''     | ''                                                            | V1
        snappy | application/x-protobuf;proto=prometheus.WriteRequest          | V1
        Snappy | Application/X-Protobuf; charset=utf-8                         | V1
        snappy | application/x-protobuf;proto=io.prometheus.write.v2.Request   | V2
        snappy | application/x-protobuf; proto=io.prometheus.write.v2.Request  | V2
        snappy | application/x-protobuf ; a=b ; Proto="io.prometheus.write.v2.Request" | V2
        """)
    void shouldTellTheMessage_whenTheHeadersNameIt(String encoding, String type, WriteMessage message)
            throws Exception {
        assertThat(WriteMessage.of(encoding, type)).isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
        gzip   | application/x-protobuf                                      | Content-Encoding must be snappy, is gzip
        zstd   | application/x-protobuf;proto=io.prometheus.write.v2.Request | Content-Encoding must be snappy, is zstd
        snappy | application/json                                            | Content-Type must be application/x-protobuf
        snappy | application/x-protobuffer                                   | Content-Type must be application/x-protobuf
        snappy | ;proto=prometheus.WriteRequest                              | Content-Type must be application/x-protobuf
        snappy | application/x-protobuf;proto=io.prometheus.write.v3.Request | not io.prometheus.write.v3.Request
        snappy | application/x-protobuf;proto=                               | are taken, not
        """)
    void shouldAnswer415_whenTheyNameAnotherOne(String encoding, String type, String text) {
        assertThatThrownBy(() -> WriteMessage.of(encoding, type))
                .isInstanceOfSatisfying(
                        RemoteWriteException.class, e -> assertThat(e.status()).isEqualTo(415))
                .hasMessageContaining(text);
    }
}
