package io.tocsin.client.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A consumer whose handler or store fails, or whose end comes while it obeys. */
final class CommandListenerFailuresTest extends ListeningConsumer {

    @Test
    void shouldMissNothing_whenTheCursorCannotBeSaved() {
        FailingStore failing = new FailingStore();
        server.give("old", FRESH);
        try (CommandListener _ = listener().cursors(failing).listen(obeyed::add)) {
            await().atMost(PATIENCE).until(() -> failing.attempts.get() > 0);
            server.give("a", FRESH);
            awaitIds("a");
            failing.works = true;
            server.give("b", FRESH);
            awaitIds("a", "b");
        }

        assertThat(failing.load()).contains("3");
    }

    /** A database of the application's that is away at first. */
    private static final class FailingStore implements CursorStore {
        private final AtomicInteger attempts = new AtomicInteger();
        private volatile boolean works;
        private volatile Optional<String> cursor = Optional.empty();

        @Override
        public Optional<String> load() {
            return cursor;
        }

        @Override
        public void save(String saved) {
            attempts.incrementAndGet();
            if (!works) {
                throw new IllegalStateException("no connection");
            }
            cursor = Optional.of(saved);
        }
    }

    @ParameterizedTest
    @MethodSource
    void shouldGoOn_whateverTheHandlerThrows(Throwable thrown) {
        AtomicBoolean first = new AtomicBoolean(true);
        server.give("a", FRESH);
        CommandHandler handler = command -> {
            if (first.getAndSet(false)) {
                throwAny(thrown);
            }
            obeyed.add(command);
        };

        try (CommandListener _ = listener().listen(handler)) {
            awaitIds("a");
        }
    }

    static List<Throwable> shouldGoOn_whateverTheHandlerThrows() {
        return List.of(new IOException("no"), new InterruptedException("its own"), new NoClassDefFoundError("Late"));
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T extends Throwable> void throwAny(Throwable thrown) throws T {
        throw (T) thrown;
    }

    @Test
    void shouldLetTheHandlerFinish_whenItIsClosed() throws Exception {
        CountDownLatch obeying = new CountDownLatch(1);
        CountDownLatch mayFinish = new CountDownLatch(1);
        server.give("a", FRESH);
        server.give("b", FRESH);
        CommandListener listener = listener().farewell(Duration.ofHours(1)).listen(command -> {
            obeying.countDown();
            mayFinish.await();
            obeyed.add(command);
        });
        assertThat(obeying.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();

        Thread closing = Thread.ofPlatform().daemon().start(listener::close);
        await().atMost(PATIENCE).until(() -> closing.getState() == Thread.State.TIMED_WAITING);
        mayFinish.countDown();

        assertThat(closing.join(PATIENCE)).isTrue();
        assertThat(ids()).containsExactly("a");
        assertThat(cursors.load()).contains("1");
    }

    @Test
    void shouldEnd_whenAHandlerClosesIt() {
        CompletableFuture<CommandListener> itself = new CompletableFuture<>();
        server.give("a", FRESH);
        server.give("b", FRESH);
        CommandListener listener = listener().farewell(Duration.ofHours(1)).listen(command -> {
            itself.get().close();
            obeyed.add(command);
        });
        itself.complete(listener);

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(cursors.load()).contains("1"));
        listener.close();
        assertThat(ids()).containsExactly("a");
    }
}
