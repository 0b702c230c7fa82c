package io.tocsin.client.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A consumer over real HTTP. */
final class CommandListenerTest extends ListeningConsumer {

    @TempDir
    private Path directory;

    @Test
    void shouldHandOverEachOnce_inTheirOrder() {
        server.give("a", FRESH);
        try (CommandListener _ = listener().listen(obeyed::add)) {
            awaitIds("a");
            server.give("b", FRESH);
            awaitIds("a", "b");
        }

        Command command = obeyed.getFirst();
        assertThat(command.name()).isEqualTo("PAUSE");
        assertThat(command.at()).isEqualTo(Instant.parse("2026-01-31T08:00:00Z"));
        assertThat(command.cause().value()).isInfinite();
        assertThat(command.cause().labels()).containsEntry("path", "legacy");
        assertThat(command.cause().evidence()).containsEntry("when", "> 0.25");
        assertThat(command.lease().left()).isBetween(Duration.ofMinutes(5), Duration.ofMinutes(10));
        assertThat(server.queries).allMatch(query -> query.contains("target=bridge"));
    }

    @Test
    void shouldStartAtPresent_whenThereIsNoCursor() {
        server.give("old", FRESH);
        try (CommandListener _ = listener().cursors(CursorStore.inMemory()).listen(obeyed::add)) {
            await().atMost(PATIENCE).until(() -> server.queries.size() > 1);
            server.give("new", FRESH);
            awaitIds("new");
        }

        assertThat(server.queries.getFirst()).doesNotContain("wait=");
        assertThat(server.queries.get(1)).contains("after=1", "wait=30000ms");
    }

    @Test
    void shouldGoOnWhereItWas_afterARestart() {
        CursorStore file = CursorStore.file(directory.resolve("cursor"));
        try (CommandListener _ = listener().cursors(file).listen(obeyed::add)) {
            await().atMost(PATIENCE).until(() -> Files.exists(directory.resolve("cursor")));
            server.give("a", FRESH);
            awaitIds("a");
        }
        server.give("b", FRESH);
        try (CommandListener _ = listener().cursors(file).listen(obeyed::add)) {
            awaitIds("a", "b");
        }
    }

    @Test
    void shouldGoOnWithWhatIsOpen_whenTheLogWasMadeAnew() throws IOException {
        cursors.save("elsewhere");
        server.give("a", FRESH);
        try (CommandListener _ = listener().listen(obeyed::add)) {
            awaitIds("a");
        }

        assertThat(cursors.load()).contains("1");
    }

    @Test
    void shouldDropRepetitionsAndWhatHasExpired() {
        server.give("a", FRESH);
        server.give("late", 0);
        server.give("a", FRESH);
        server.give("b", FRESH);
        try (CommandListener _ = listener().listen(obeyed::add)) {
            awaitIds("a", "b");
        }
    }

    @Test
    void shouldHandOverAgain_whenItWasNotObeyed() {
        AtomicInteger attempts = new AtomicInteger();
        server.give("a", FRESH);
        server.give("b", FRESH);
        CommandHandler reluctant = command -> {
            if (attempts.incrementAndGet() < 3) {
                throw new IllegalStateException("not yet");
            }
            obeyed.add(command);
        };

        try (CommandListener _ = listener().listen(reluctant)) {
            awaitIds("a", "b");
        }
        assertThat(attempts).hasValue(4);
    }

    @Test
    void shouldGiveUp_whenItExpiresBeforeItIsObeyed() {
        server.give("a", 1_500);
        server.give("b", FRESH);
        CommandHandler never = command -> {
            if (command.id().equals("a")) {
                // A server does not hand it out again then; this one does.
                await().atMost(PATIENCE).until(() -> command.lease().isOver());
                throw new IllegalStateException("too slow");
            }
            obeyed.add(command);
        };
        try (CommandListener _ = listener().listen(never)) {
            awaitIds("b");
        }
    }

    @Test
    void shouldComeBack_whenTheServerWasAway() {
        server.away = true;
        try (CommandListener _ = listener().listen(obeyed::add)) {
            await().atMost(PATIENCE).until(() -> !server.queries.isEmpty());
            server.status = 503;
            server.away = false;
            int before = server.queries.size();
            await().atMost(PATIENCE).until(() -> server.queries.size() > before);
            server.give("a", FRESH);
            server.status = 200;
            awaitIds("a");
        }
    }

    @Test
    void shouldAskAnotherInstance_whenOneDoesNotAnswer() throws IOException {
        try (CommandServer other = new CommandServer()) {
            other.give("a", FRESH);
            server.away = true;
            try (CommandListener _ = listener().orFrom(other.uri()).listen(obeyed::add)) {
                awaitIds("a");
            }
        }
    }

    @Test
    void shouldRefuseWhatCannotWork() {
        assertThatThrownBy(() -> CommandListener.to(URI.create("bridge"), "x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("http://127.0.0.1:9090");
        assertThatThrownBy(() -> CommandListener.to(URI.create("ftp://127.0.0.1"), "x"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CommandListener.to(server.uri(), "")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> listener().longestWait(Duration.ofMinutes(2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PT1M");
    }
}
