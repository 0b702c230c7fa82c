package io.tocsin.collector.otlp;

import static io.tocsin.collector.intake.Intakes.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.tocsin.collector.intake.Intake;
import io.tocsin.collector.intake.Intakes;
import io.tocsin.collector.publish.Frames;
import io.tocsin.collector.publish.RecordingPublisher;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever the bytes are, there is a batch or an {@link OtlpException} of 4xx, and what is published can be read. */
final class OtlpFuzzTest {

    private static final int ROUNDS = 10_000;
    private static final OtlpLimits LIMITS =
            new OtlpLimits(1 << 16, 1 << 16, 1000, 1 << 20, 1000, Duration.ofSeconds(1));

    private final RecordingPublisher log = new RecordingPublisher();
    private final Intake intake = Intakes.over(log);
    private final OtlpTranslator translator = new OtlpTranslator(
            intake, LIMITS, OtlpSettings.DEFAULT, () -> Instant.ofEpochMilli(NOW), new SimpleMeterRegistry());
    private final long seed = Long.getLong("fuzz.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private int taken;

    /** The requests of the mapping cases. */
    private static List<byte[]> requests() throws IOException {
        List<byte[]> requests = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("src", "test", "resources", "otlp"))) {
            for (Path file : files.sorted().toList()) {
                String[] parts = Files.readString(file).split("(?m)^---$", 3);
                String json =
                        parts[1].lines().filter(line -> !line.startsWith("#")).reduce("", String::concat);
                requests.add(json.getBytes(StandardCharsets.UTF_8));
            }
        }
        return requests;
    }

    @Test
    void shouldThrowNothingElse_whenBytesAreRandom() {
        for (int i = 0; i < ROUNDS; i++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            take(Encoding.PROTOBUF, bytes);
            take(Encoding.JSON, bytes);
        }
    }

    @Test
    void shouldThrowNothingElse_whenAGoodRequestIsDamaged() throws Exception {
        List<byte[]> jsons = requests();
        List<byte[]> protobufs = new ArrayList<>();
        for (byte[] json : jsons) {
            ExportMetricsServiceRequest request = JsonBody.read(json, new MessageRoom(1 << 20, bytes -> {}));
            protobufs.add(request.toByteArray());
        }
        jsons.forEach(json -> take(Encoding.JSON, json));
        protobufs.forEach(protobuf -> take(Encoding.PROTOBUF, protobuf));
        assertThat(taken).isEqualTo(2 * jsons.size());

        for (int i = 0; i < ROUNDS; i++) {
            take(Encoding.PROTOBUF, damaged(protobufs.get(random.nextInt(protobufs.size()))));
            take(Encoding.JSON, damaged(jsons.get(random.nextInt(jsons.size()))));
        }
        assertThat(taken).as("some of the damaged ones are still requests").isGreaterThan(100 + 2 * jsons.size());
    }

    @Test
    void shouldThrowNothingElse_whenGroupsNestWithoutEnd() {
        byte[] groups = new byte[60_000];
        Arrays.fill(groups, (byte) 0x53);
        take(Encoding.PROTOBUF, groups);
        Arrays.fill(groups, (byte) '[');
        take(Encoding.JSON, groups);
    }

    private byte[] damaged(byte[] good) {
        byte[] bytes = Arrays.copyOf(good, random.nextInt(8) == 0 ? random.nextInt(good.length) + 1 : good.length);
        for (int n = random.nextInt(4); n >= 0; n--) {
            int at = random.nextInt(bytes.length);
            bytes[at] = random.nextBoolean() ? (byte) random.nextInt() : (byte) (bytes[at] ^ 1 << random.nextInt(8));
        }
        return bytes;
    }

    private void take(Encoding encoding, byte[] bytes) {
        try {
            log.records.clear();
            ExportMetricsServiceRequest request = encoding.read(bytes, new MessageRoom(1 << 20, n -> {}));
            Translated translated = translator.translate(request);
            intake.accept(translated.batch());
            log.records.forEach(Frames::decode);
            taken++;
        } catch (OtlpException e) {
            // What a damaged request is for.
            assertThat(e.status()).isIn(400, 413);
        } catch (RuntimeException | Error e) {
            fail("seed " + seed + ": " + HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, 2000)), e);
        }
    }
}
