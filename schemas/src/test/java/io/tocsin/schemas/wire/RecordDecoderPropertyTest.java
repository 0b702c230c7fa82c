package io.tocsin.schemas.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.schemas.avro.AlertTransition;
import io.tocsin.schemas.avro.ReserveSnapshot;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class RecordDecoderPropertyTest {

    private static final int HEADER = 10;

    private final WireFormat wire = WireFormat.singleObject();
    private final RecordDecoder<AlertTransition> alerts = wire.decoder(AlertTransition.class);
    private final RecordDecoder<ReserveSnapshot> reserves = wire.decoder(ReserveSnapshot.class);

    @Property(tries = 5_000)
    void shouldOnlyBeMalformed_whenTheBodyIsRandom(@ForAll @Size(max = 300) byte[] body) {
        byte[] header = wire.header("t", AlertTransition.getClassSchema());
        byte[] data = Arrays.copyOf(header, HEADER + body.length);
        System.arraycopy(body, 0, data, HEADER, body.length);

        decodeOrRefuse(alerts, data);
        decodeOrRefuse(alerts, body);
    }

    @Property(tries = 5_000)
    void shouldOnlyBeMalformed_whenARecordIsMutated(@ForAll long seed) {
        Random random = new Random(seed);
        decodeOrRefuse(
                alerts, mutated(wire.encoder(AlertTransition.class).encode("t", Samples.transition("a")), random));
        decodeOrRefuse(reserves, mutated(wire.encoder(ReserveSnapshot.class).encode("t", Samples.reserves()), random));
    }

    private static byte[] mutated(byte[] data, Random random) {
        for (int n = 1 + random.nextInt(4); n > 0; n--) {
            data[HEADER + random.nextInt(data.length - HEADER)] = (byte) random.nextInt();
        }
        return random.nextInt(4) == 0 ? Arrays.copyOf(data, HEADER + random.nextInt(data.length - HEADER)) : data;
    }

    private static void decodeOrRefuse(RecordDecoder<?> decoder, byte[] data) {
        try {
            assertThat(decoder.decode(data)).isNotNull();
        } catch (MalformedRecordException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }
}
