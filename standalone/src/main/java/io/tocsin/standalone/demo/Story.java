package io.tocsin.standalone.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Tells, line by line, what happens. Thread-safe. */
final class Story {
    private static final int WIDTH = 110;
    private static final String INDENT = " ".repeat(21);

    private final PrintStream out;
    private final boolean colours;
    private final long start;
    private final List<Line> lines = new ArrayList<>();

    /** Who speaks. */
    enum Voice {
        WORLD("world", "\u001b[36m"),
        TOCSIN("tocsin", "\u001b[33m"),
        BRIDGE("bridge", "\u001b[35m"),
        TOLD("told", "\u001b[32m");

        private final String text;
        private final String colour;

        Voice(String text, String colour) {
            this.text = text;
            this.colour = colour;
        }
    }

    /** @param atMillis event time since the beginning */
    record Line(long atMillis, Voice voice, String text) {}

    Story(PrintStream out, boolean colours, long startMillis) {
        this.out = out;
        this.colours = colours;
        this.start = startMillis;
    }

    /** @param atMillis event time */
    synchronized void tell(long atMillis, Voice voice, String text) {
        lines.add(new Line(atMillis - start, voice, text));
        String who = String.format(Locale.ROOT, "%-6s", voice.text);
        out.println(clock(atMillis - start) + "  " + (colours ? voice.colour + who + "\u001b[0m" : who) + "  "
                + wrapped(text));
        out.flush();
    }

    /** Event time at which it begins. */
    long start() {
        return start;
    }

    /** What has been told. */
    synchronized List<Line> lines() {
        return List.copyOf(lines);
    }

    static String clock(long millis) {
        Duration duration = Duration.ofMillis(Math.abs(millis));
        return String.format(
                Locale.ROOT,
                (millis < 0 ? "-" : "+") + "%02d:%02d:%02d",
                duration.toHours(),
                duration.toMinutesPart(),
                duration.toSecondsPart());
    }

    /** Further lines stand under the first. */
    static String wrapped(String text) {
        StringBuilder wrapped = new StringBuilder();
        int column = INDENT.length();
        for (String word : text.strip().split("\\s+", -1)) {
            if (column + word.length() > WIDTH && column > INDENT.length()) {
                wrapped.append('\n').append(INDENT);
                column = INDENT.length();
            } else if (!wrapped.isEmpty()) {
                wrapped.append(' ');
                column++;
            }
            wrapped.append(word);
            column += word.length();
        }
        return wrapped.toString();
    }
}
