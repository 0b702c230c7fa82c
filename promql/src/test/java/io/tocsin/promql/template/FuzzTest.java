package io.tocsin.promql.template;

import static org.assertj.core.api.Assertions.fail;

import io.tocsin.promql.parse.QueryFuzz;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Damaged queries and templates. Seconds by default; {@code -Dtest.argLine=-Dfuzz.seconds=600} for long. An input that
 * ever broke something is kept as a numbered file in the folder fuzz: {@code NNN.promql}, {@code NNN.tmpl}.
 */
final class FuzzTest {

    private static final Path KEPT = Path.of("src", "test", "resources", "fuzz");
    private static final long SECONDS = Long.getLong("fuzz.seconds", 2);
    private static final long SEED = Long.getLong("fuzz.seed", 1);

    @Test
    void shouldParseOrRefuse_whenQueriesAreDamaged() {
        fuzz(QueryFuzz::input, QueryFuzz::check);
    }

    @Test
    void shouldRenderOrRefuse_whenTemplatesAreDamaged() {
        fuzz(TemplateFuzz::input, TemplateFuzz::check);
    }

    @TestFactory
    Stream<DynamicTest> shouldWithstandWhatOnceBrokeIt() throws IOException {
        try (Stream<Path> files = Files.list(KEPT)) {
            return files.sorted().toList().stream()
                    .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> {
                        String text = Files.readString(file);
                        if (file.toString().endsWith(".promql")) {
                            QueryFuzz.check(text);
                        } else {
                            TemplateFuzz.check(text);
                        }
                    }));
        }
    }

    private static void fuzz(LongFunction<String> input, Consumer<String> check) {
        long end = System.nanoTime() + SECONDS * 1_000_000_000L;
        long seed = SEED;
        while (System.nanoTime() < end) {
            String text = input.apply(seed);
            long begin = System.nanoTime();
            try {
                check.accept(text);
            } catch (RuntimeException | Error e) {
                fail("seed " + seed + ", keep this as a file in " + KEPT + ":\n" + text, e);
            }
            if (System.nanoTime() - begin > 5_000_000_000L) {
                fail("seed " + seed + " took longer than five seconds:\n" + text);
            }
            seed++;
        }
        System.out.println("fuzzed " + (seed - SEED) + " inputs");
    }
}
