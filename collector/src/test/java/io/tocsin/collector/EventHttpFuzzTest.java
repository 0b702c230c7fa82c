package io.tocsin.collector;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whatever is posted, the answer says that it was taken or that the sender is wrong, and the next request is served. */
final class EventHttpFuzzTest {

    private static final int ROUNDS = 1500;
    private static final String[] PATHS = {"/v1/migrations", "/v1/reserves", "/v1/activity"};
    private static final String[] TYPES = {"application/json", "application/x-ndjson"};
    private static final String[] ENCODINGS = {"identity", "gzip"};
    private static final String GOOD = """
        [{"eventId":"a1","subject":"u1","timestamp":1772366400000,"kind":"LOGIN","attributes":{"a":"\\u00e9"}},
         {"eventId":"a2","subject":"u1","timestamp":"2026-03-01T12:00:00Z","kind":"SATISFACTION","score":4.5e0}]
        """;

    private final EventServer server = new EventServer("{events_per_second: 0}");
    private final long seed = Long.getLong("fuzz.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void shouldAnswer2xxOr4xx_whateverTheBodyIs() throws Exception {
        for (int i = 0; i < ROUNDS; i++) {
            byte[] body = random.nextInt(4) == 0 ? bytes() : damaged(GOOD.getBytes(StandardCharsets.UTF_8));

            int status = server.post(
                            oneOf(PATHS),
                            body,
                            "Content-Type",
                            oneOf(TYPES),
                            "Content-Encoding",
                            random.nextInt(8) == 0 ? ENCODINGS[1] : ENCODINGS[0])
                    .statusCode();

            assertThat(status)
                    .as("seed " + seed + ", round " + i + ": " + new String(body, StandardCharsets.ISO_8859_1))
                    .isIn(200, 400);
        }
        assertThat(server.post("/v1/activity", GOOD).statusCode()).isEqualTo(200);
        assertThat(server.count("tocsin.collector.events.received"))
                .isEqualTo(server.count("tocsin.collector.events.accepted")
                        + server.count("tocsin.collector.events.rejected"))
                .isGreaterThan(ROUNDS / 10.0);
    }

    private String oneOf(String[] all) {
        return all[random.nextInt(all.length)];
    }

    private byte[] bytes() {
        byte[] bytes = new byte[random.nextInt(200)];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] damaged(byte[] good) {
        byte[] bytes = good.clone();
        for (int n = random.nextInt(4); n >= 0; n--) {
            int at = random.nextInt(bytes.length);
            bytes[at] = random.nextBoolean() ? (byte) random.nextInt(32, 127) : good[random.nextInt(good.length)];
        }
        return bytes;
    }
}
