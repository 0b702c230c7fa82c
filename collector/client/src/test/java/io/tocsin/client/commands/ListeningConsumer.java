package io.tocsin.client.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What tests of a listener begin with: a server, and a consumer that notes what it obeyed. */
abstract class ListeningConsumer {

    static final Duration PATIENCE = Duration.ofMinutes(1);
    static final long FRESH = 600_000;

    final List<Command> obeyed = new CopyOnWriteArrayList<>();
    final CursorStore cursors = CursorStore.inMemory();
    CommandServer server;

    @BeforeEach
    void start() throws IOException {
        server = new CommandServer();
        cursors.save("0");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    CommandListenerBuilder listener() {
        return CommandListener.to(server.uri(), "bridge").cursors(cursors).longestPause(Duration.ofSeconds(1));
    }

    List<String> ids() {
        return obeyed.stream().map(Command::id).toList();
    }

    void awaitIds(String... ids) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(ids()).containsExactly(ids));
    }
}
