package io.tocsin.client.commands;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/** What a {@link CommandListener} is told. */
record ListenerSettings(
        List<URI> servers, String target, CursorStore cursors, Duration longestWait, Duration longestPause) {}
