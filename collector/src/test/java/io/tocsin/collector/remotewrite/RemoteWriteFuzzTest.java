package io.tocsin.collector.remotewrite;

import static io.tocsin.collector.intake.Intakes.NOW;
import static org.assertj.core.api.Assertions.fail;

import io.tocsin.collector.intake.Intake;
import io.tocsin.collector.intake.Intakes;
import io.tocsin.collector.publish.Frames;
import io.tocsin.collector.publish.RecordingPublisher;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever the bytes are, there is a batch or a {@link RemoteWriteException}, and what is published can be read. */
final class RemoteWriteFuzzTest {

    private static final int ROUNDS = 60_000;
    private static final int MOST_BYTES = 64 * 1024;

    private final RecordingPublisher log = new RecordingPublisher();
    private final Intake intake = Intakes.over(log);
    private final List<WriteDecoder> decoders = List.of(
            new RemoteWriteDecoder(intake, 10_000, 1000), new SymbolizedDecoder(intake, 10_000, MOST_BYTES, 1000));
    private final long seed = Long.getLong("fuzz.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @Test
    void shouldThrowNothingElse_whenBytesAreRandom() {
        for (int i = 0; i < ROUNDS; i++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            decode(bytes);
            uncompress(bytes);
        }
    }

    @Test
    void shouldThrowNothingElse_whenAGoodRequestIsDamaged() {
        byte[] good = WriteRequests.request(
                WriteRequests.series("m", "h1", 1, NOW),
                s -> s.labels("__name__", "é", "job", "b").sample(1, NOW).message(3, e -> e.number(1, 2)),
                s -> s.labels("__name__", "h").message(4, h -> h.number(3, 1)).sample(2, NOW));
        damage(good);
    }

    @Test
    void shouldThrowNothingElse_whenAGoodRequestOfVersion2IsDamaged() {
        SymbolizedRequest request = new SymbolizedRequest();
        request.sample("m", "h1", 1, NOW)
                .series(s -> s.sample(1, NOW).message(5, request.metadata(1, "Hé.", "s")), "__name__", "é", "job", "b")
                .series(s -> s.message(3, h -> h.number(3, 1)).varint(6, NOW - 1), "__name__", "h")
                .series(s -> s.message(2, m -> m.number(1, 1).varint(2, NOW).varint(3, NOW - 5)), "__name__", "i");
        damage(request.toBytes());
    }

    private void damage(byte[] good) {
        byte[] block = WriteRequests.snappy(good);
        for (int i = 0; i < ROUNDS; i++) {
            decode(damaged(good));
            uncompress(damaged(block));
        }
    }

    @Test
    void shouldThrowNothingElse_whenGroupsNestWithoutEnd() {
        byte[] groups = new byte[1_000_000];
        Arrays.fill(groups, (byte) 0x53);
        decode(groups);
    }

    private byte[] damaged(byte[] good) {
        byte[] bytes = Arrays.copyOf(good, random.nextInt(8) == 0 ? random.nextInt(good.length) + 1 : good.length);
        for (int n = random.nextInt(4); n >= 0; n--) {
            int at = random.nextInt(bytes.length);
            bytes[at] = random.nextBoolean() ? (byte) random.nextInt() : (byte) (bytes[at] ^ 1 << random.nextInt(8));
        }
        return bytes;
    }

    private void decode(byte[] bytes) {
        decoders.forEach(decoder -> decode(decoder, bytes));
    }

    private void decode(WriteDecoder decoder, byte[] bytes) {
        try {
            log.records.clear();
            intake.accept(decoder.decode(bytes, bytes.length).batch());
            log.records.forEach(Frames::decode);
        } catch (RemoteWriteException expected) {
            // What a damaged request is for.
        } catch (RuntimeException | Error e) {
            fail("seed " + seed + ": " + HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, 500)), e);
        }
    }

    private void uncompress(byte[] bytes) {
        try {
            byte[] original = SnappyBlock.uncompress(bytes, MOST_BYTES, byte[]::new);
            decode(original);
        } catch (RemoteWriteException expected) {
            // What a damaged block is for.
        } catch (RuntimeException | Error e) {
            fail("seed " + seed + ": " + HexFormat.of().formatHex(bytes), e);
        }
    }
}
