package io.tocsin.client.commands;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * What a {@link CommandListener} is told.
 *
 * @param farewell how long its end waits for a command that is being obeyed
 */
record ListenerSettings(
        List<URI> servers,
        String target,
        CursorStore cursors,
        Duration longestWait,
        Duration longestPause,
        Duration farewell) {}
