package io.tocsin.collector.events.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.tocsin.schemas.avro.ReserveSnapshot;
import io.tocsin.schemas.wire.RecordEncoder;
import io.tocsin.schemas.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever the bytes are, there are elements or a {@link DocumentException}, and every event can be written. */
final class EventDocumentFuzzTest {

    private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 10_000);

    private final EventDocument document =
            new EventDocument(ReserveSnapshot.getClassSchema(), new JsonLimits(5, 40, 3));
    private final RecordEncoder<ReserveSnapshot> encoder =
            WireFormat.singleObject().encoder(ReserveSnapshot.class);
    private final long seed = Long.getLong("fuzz.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private int events;

    private static final byte[] GOOD = """
        [{"eventId":"r1","asset":"é\\ud83d\\ude00","timestamp":1772366400000,"supply":"1000000.000001","locked":9.5e5,
        "userBalances":null,"custody":[{"address":"A","balance":"999999.5","checkMillis":12},{"balance":0,"address":"B"}],
        "paused":true,"verifiedAt":"2026-02-01T00:00:00Z","verificationMillis":1.2e3,"attributes":{"a":"b"}},
        {"eventId":"r2","asset":"a","timestamp":"2026-03-01T12:00:00+01:00","supply":1,"locked":0.1e-17}]
        """.getBytes(StandardCharsets.UTF_8);

    @Test
    void shouldThrowNothingElse_whenBytesAreRandom() {
        for (int i = 0; i < ROUNDS; i++) {
            byte[] bytes = new byte[random.nextInt(100)];
            random.nextBytes(bytes);
            read(bytes);
        }
    }

    @Test
    void shouldThrowNothingElse_whenGoodJsonIsDamaged() {
        for (int i = 0; i < ROUNDS; i++) {
            read(damaged());
        }
        assertThat(events).isGreaterThan(ROUNDS / 10);
    }

    @Test
    void shouldEnd_whenListsOrObjectsNestWithoutEnd() {
        byte[] lists = new byte[5_000_000];
        Arrays.fill(lists, (byte) '[');
        read(lists);
        read("{\"a\":".repeat(1_000_000).getBytes(StandardCharsets.UTF_8));
        read(("{\"" + "a".repeat(5_000_000) + "\":1}").getBytes(StandardCharsets.UTF_8));
        read(("[" + "9".repeat(5_000_000) + "]").getBytes(StandardCharsets.UTF_8));
        read(("[{\"supply\":" + "9".repeat(5_000_000) + "}]").getBytes(StandardCharsets.UTF_8));
        assertThat(events).isZero();
    }

    private byte[] damaged() {
        byte[] bytes = Arrays.copyOf(GOOD, random.nextInt(8) == 0 ? random.nextInt(GOOD.length) + 1 : GOOD.length);
        for (int n = random.nextInt(3); n >= 0; n--) {
            int at = random.nextInt(bytes.length);
            bytes[at] = switch (random.nextInt(3)) {
                case 0 -> (byte) random.nextInt();
                case 1 -> (byte) (bytes[at] ^ 1 << random.nextInt(8));
                default -> GOOD[random.nextInt(GOOD.length)];
            };
        }
        return bytes;
    }

    private void read(byte[] bytes) {
        try {
            document.readLines(bytes, this::write);
        } catch (DocumentException expected) {
            // What damaged bytes are for.
        } catch (RuntimeException | Error e) {
            failed(bytes, e);
        }
        try {
            document.read(bytes, this::write);
        } catch (DocumentException expected) {
            // What damaged bytes are for.
        } catch (RuntimeException | Error e) {
            failed(bytes, e);
        }
    }

    private void write(Element element) {
        if ((element.event() == null) == element.problems().isEmpty()) {
            throw new AssertionError("neither an event nor a problem: " + element);
        }
        if (element.event() != null) {
            events++;
            encoder.encode("tocsin.reserves", (ReserveSnapshot) element.event());
        }
    }

    private void failed(byte[] bytes, Throwable e) {
        fail("seed " + seed + ": " + HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, 500)), e);
    }
}
