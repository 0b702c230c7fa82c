package io.tocsin.standalone.demo;

import io.tocsin.schemas.config.Durations;
import io.tocsin.standalone.cli.Failure;
import io.tocsin.standalone.cli.Output;
import io.tocsin.standalone.cli.TemporaryDirectory;
import java.io.Console;
import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tocsin demo}. */
@Command(
        mixinStandardHelpOptions = true,
        description =
                "An incident at a bridge, in accelerated time, through the real services: what happens, what Tocsin"
                        + " notices, and whom it tells. Nothing leaves this machine, and nothing is kept.")
public final class DemoCommand implements Callable<Integer> {
    private static final Duration GRID = Duration.ofMinutes(5);

    private final Output output;
    private final InstantSource clock;

    @Option(
            names = "--speed",
            paramLabel = "N",
            defaultValue = "60",
            description = "How many times as fast as it would happen, 1 to 1000 (default: ${DEFAULT-VALUE}).")
    private int speed = 60;

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            defaultValue = "5m",
            description = "How long the demonstration takes (default: ${DEFAULT-VALUE}).")
    private String length = "5m";

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Another number is another day at the bridge (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(names = "--list", description = "Only print the script.")
    private boolean list;

    public DemoCommand(Output output, InstantSource clock) {
        this.output = output;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        PrintStream out = output.out();
        if (list) {
            script(out);
            return 0;
        }
        if (speed < 1 || speed > 1000) {
            throw new Failure("--speed must be from 1 to 1000, is " + speed);
        }
        play(out, duration());
        return 0;
    }

    /** What happens, and what is expected to come of it. */
    static void script(PrintStream out) {
        for (Scene scene : Scene.script()) {
            String clock = Story.clock(scene.at().toMillis());
            out.println(clock + "  world   " + Story.wrapped(scene.text()));
            if (!scene.category().isEmpty()) {
                String expected = scene.category() + " → " + scene.expected();
                out.println(" ".repeat(clock.length()) + "  tocsin  " + Story.wrapped(expected));
            }
        }
    }

    private Duration duration() {
        try {
            return Durations.parse(length);
        } catch (IllegalArgumentException e) {
            throw new Failure("--for: " + e.getMessage(), e);
        }
    }

    private void play(PrintStream out, Duration wall) {
        Duration event = wall.multipliedBy(speed);
        // On five minutes, so that the grid of every rule begins with the story, whenever it is told.
        long start = Math.floorDiv(clock.millis() - event.toMillis(), GRID.toMillis()) * GRID.toMillis();
        Story story = new Story(out, colours(), start);
        out.println("A bridge that does not exist, " + speed + " times as fast as it would happen; seed " + seed + ".");
        out.println("Starting Kafka, the stream-processor and the notifier …");
        try (Interruption interruption = new Interruption();
                TemporaryDirectory directory = new TemporaryDirectory("tocsin-demo");
                DemoRun run = new DemoRun(directory.path(), Pace.of(speed), seed, story)) {
            out.println("Writing the week before it, which the rules compare with …");
            run.prepare(event, interruption::isAsked);
            out.println(introduction(event, run.rulesActive()));
            run.play(event, interruption::isAsked);
        }
        out.println("The end. ./tocsin up watches something real: this machine.");
    }

    private static String introduction(Duration event, int rules) {
        String script = Durations.format(Scene.END);
        String told = Durations.format(event);
        String much = event.compareTo(Scene.END) < 0
                ? "The script takes " + script + "; this tells the first " + told + " of it."
                : "The script takes " + script + "; this tells " + told + ".";
        return much + " " + rules + " rules, every 15 s or less often. Times are since the beginning.\n";
    }

    private static boolean colours() {
        boolean terminal =
                Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
        return terminal && System.getenv("NO_COLOR") == null;
    }
}
