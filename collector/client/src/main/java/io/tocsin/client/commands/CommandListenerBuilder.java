package io.tocsin.client.commands;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The settings of a {@link CommandListener}; each but the target has a default. Not thread-safe. */
public final class CommandListenerBuilder {

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private final List<URI> servers = new ArrayList<>();
    private final String target;
    private CursorStore cursors = CursorStore.inMemory();
    private Duration longestWait = Duration.ofSeconds(30);
    private Duration longestPause = Duration.ofSeconds(30);
    private Duration farewell = Duration.ofSeconds(5);

    CommandListenerBuilder(URI server, String target) {
        if (target.isEmpty()) {
            throw new IllegalArgumentException("target must name whose commands are wanted");
        }
        this.target = target;
        orFrom(server);
    }

    /** Another instance of the same stream-processor, asked where one does not answer. */
    public CommandListenerBuilder orFrom(URI server) {
        if (server.getHost() == null || !("http".equals(server.getScheme()) || "https".equals(server.getScheme()))) {
            throw new IllegalArgumentException("a server must be an address such as http://127.0.0.1:9090");
        }
        servers.add(server);
        return this;
    }

    /** Default: in memory, so that each start of the application begins at its present. */
    public CommandListenerBuilder cursors(CursorStore store) {
        this.cursors = store;
        return this;
    }

    /** How long the server may keep a request waiting. Default: 30 s, 1 s to 1 min. */
    public CommandListenerBuilder longestWait(Duration atMost) {
        this.longestWait = between("longestWait", atMost, LONGEST_WAIT);
        return this;
    }

    /** How long it pauses at most before it asks again a server that is away. Default: 30 s, 1 s to 1 h. */
    public CommandListenerBuilder longestPause(Duration atMost) {
        this.longestPause = between("longestPause", atMost, Duration.ofHours(1));
        return this;
    }

    /** For those who must not depend on how fast a machine is. */
    CommandListenerBuilder farewell(Duration atMost) {
        this.farewell = atMost;
        return this;
    }

    private static Duration between(String name, Duration value, Duration most) {
        if (value.compareTo(Duration.ofSeconds(1)) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(name + " must be from PT1S to " + most + ", is " + value);
        }
        return value;
    }

    /** Begins to listen, in a thread of its own. The server may come later. */
    public CommandListener listen(CommandHandler handler) {
        return new CommandListener(
                new ListenerSettings(List.copyOf(servers), target, cursors, longestWait, longestPause, farewell),
                handler);
    }
}
