package io.tocsin.streamprocessor.signals;

import io.tocsin.streamprocessor.time.SourceTopic;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The stories in the resources under {@code signals}, told at a stretch and with a restart at every tick. */
final class SignalScriptTest {

    @ParameterizedTest
    @CsvSource({
        "migrations-joined, MIGRATIONS, false",
        "migrations-joined, MIGRATIONS, true",
        "migrations-standing, MIGRATIONS, false",
        "migrations-standing, MIGRATIONS, true",
        "reserves, RESERVES, false",
        "reserves, RESERVES, true",
        "activity, ACTIVITY, false",
        "activity, ACTIVITY, true",
    })
    void shouldTellWhatTheStorySays(String name, SourceTopic topic, boolean restarting) throws IOException {
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("/signals/" + name + ".txt"))) {
            List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            new SignalScript(topic, restarting).run(lines);
        }
    }
}
