package io.tocsin.standalone.up;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class TerminalTest {
    private static final String WIPE = "\r\u001b[K";

    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    private final PrintStream raw = new PrintStream(screen, true, StandardCharsets.UTF_8);
    private final Terminal terminal = Terminal.on(raw);
    private final PrintStream out = terminal.around(raw);
    private final PrintStream err = terminal.around(raw);

    @Test
    void shouldRewriteInPlace_whenStatusFollowsStatus() {
        terminal.status("one");
        terminal.status("two");

        assertThat(screen).hasToString(WIPE + "one" + WIPE + "two");
    }

    @Test
    void shouldWipeTheStatusFirst_whenALineIsPrintedOnEitherStream() {
        terminal.status("status");
        out.println("printed");
        err.println("failed");
        terminal.status("status");

        assertThat(screen).hasToString(WIPE + "status" + WIPE + "printed\nfailed\n" + WIPE + "status");
    }

    @Test
    void shouldWaitForTheEndOfTheLine_whenOneIsBegun() {
        out.print("half");
        terminal.status("status");
        out.println(" a line");
        terminal.status("status");

        assertThat(screen).hasToString("half a line\n" + WIPE + "status");
    }
}
