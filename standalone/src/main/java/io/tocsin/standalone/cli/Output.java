package io.tocsin.standalone.cli;

import java.io.PrintStream;
import java.io.PrintWriter;

/**
 * Where a command writes.
 *
 * @param out results
 * @param err what went wrong
 */
public record Output(PrintStream out, PrintStream err) {
    public static Output standard() {
        return new Output(System.out, System.err);
    }

    /** The same stream for a library that wants a writer. */
    public static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, stream.charset());
    }
}
