package io.tocsin.standalone.up;

import java.io.Console;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A terminal whose last line is a status, rewritten in place. Whatever else the process prints, on either stream,
 * first wipes the status, so that it never stands in the middle of a line; the next status comes below.
 */
final class Terminal {
    private static final byte[] WIPE = "\r\u001b[K".getBytes(StandardCharsets.US_ASCII);

    private final PrintStream out;
    private boolean shown;
    private boolean lineBegun;

    private Terminal(PrintStream out) {
        this.out = out;
    }

    /** Whether a person looks at standard output. */
    static boolean isInteractive() {
        boolean terminal =
                Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
        return terminal && !"dumb".equals(System.getenv("TERM"));
    }

    /** Takes the place of {@link System#out} and {@link System#err}. */
    static Terminal install() {
        Terminal terminal = new Terminal(System.out);
        System.setOut(terminal.around(System.out));
        System.setErr(terminal.around(System.err));
        return terminal;
    }

    /** A stream that prints to {@code stream} and minds the status. */
    PrintStream around(PrintStream stream) {
        return new PrintStream(new Wiping(stream), true, stream.charset());
    }

    /** As {@link #install}, on a stream of its own. */
    static Terminal on(PrintStream out) {
        return new Terminal(out);
    }

    /** Shows a line in place of the last; not while something else has begun one. */
    synchronized void status(String line) {
        if (!lineBegun) {
            out.writeBytes(WIPE);
            out.print(line);
            out.flush();
            shown = true;
        }
    }

    private synchronized void print(PrintStream stream, byte[] bytes, int offset, int length) {
        if (length == 0) {
            return;
        }
        if (shown) {
            out.writeBytes(WIPE);
            out.flush();
            shown = false;
        }
        stream.write(bytes, offset, length);
        stream.flush();
        lineBegun = bytes[offset + length - 1] != '\n';
    }

    private final class Wiping extends FilterOutputStream {
        private final PrintStream stream;

        private Wiping(PrintStream stream) {
            super((OutputStream) stream);
            this.stream = stream;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            print(stream, bytes, offset, length);
        }
    }
}
