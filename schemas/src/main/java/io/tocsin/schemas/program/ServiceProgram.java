package io.tocsin.schemas.program;

import io.tocsin.schemas.config.ConfigException;
import io.tocsin.schemas.topics.TopicSetupException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.KafkaException;

/**
 * A service as a program of its own, whose one argument is its configuration file. It ends in order with SIGTERM or
 * Ctrl-C, within ten seconds.
 *
 * @param name of the class to start
 * @param purpose in a sentence or two, then the variables of the environment it looks at
 * @param told exceptions whose messages are for the person who starts it; others are bugs and show where they come from
 */
public record ServiceProgram(String name, String purpose, Set<Class<? extends RuntimeException>> told) {

    static final int DONE = 0;
    static final int FAILED = 1;
    static final int NOT_UNDERSTOOD = 2;

    private static final Duration SHUTDOWN_LIMIT = Duration.ofSeconds(9);

    /** The service itself. */
    @FunctionalInterface
    public interface Service {

        /** Runs until the end is requested; by then everything it has started has ended. */
        void run(ServiceFile file, Shutdown shutdown) throws InterruptedException;
    }

    /** Runs the service, and ends the process: 0 ended as asked, 1 failed (standard error says why), 2 wrong arguments. */
    public void main(String[] arguments, Service service) {
        int code;
        try (Shutdown shutdown = Shutdown.within(SHUTDOWN_LIMIT)) {
            code = run(List.of(arguments), System.getenv(), service, shutdown);
        }
        System.exit(code);
    }

    int run(List<String> arguments, Map<String, String> environment, Service service, Shutdown shutdown) {
        if (arguments.equals(List.of("--help")) || arguments.equals(List.of("-h"))) {
            usage(System.out);
            return DONE;
        }
        if (arguments.size() != 1 || arguments.getFirst().startsWith("-")) {
            usage(System.err);
            return NOT_UNDERSTOOD;
        }
        return run(Path.of(arguments.getFirst()), environment, service, shutdown);
    }

    private void usage(PrintStream out) {
        out.println("usage: " + name + " CONFIGURATION-FILE");
        out.println(purpose);
    }

    private int run(Path file, Map<String, String> environment, Service service, Shutdown shutdown) {
        ServiceFile settings;
        try {
            settings = ServiceFile.read(file, environment);
        } catch (IOException e) {
            System.err.println(file + ": " + describe(e));
            return FAILED;
        }
        try {
            service.run(settings, shutdown);
            return DONE;
        } catch (ConfigException | TopicSetupException e) {
            System.err.println(e.getMessage());
        } catch (KafkaException e) {
            System.err.println(e.getMessage()
                    + (e.getCause() == null ? "" : ": " + e.getCause().getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            if (told.stream().anyMatch(type -> type.isInstance(e))) {
                System.err.println(e.getMessage());
            } else {
                e.printStackTrace();
            }
        }
        return FAILED;
    }

    private static String describe(IOException e) {
        return switch (e) {
            case NoSuchFileException _ -> "there is no such file";
            case CharacterCodingException _ -> "is not UTF-8 text";
            default -> "cannot be read: " + e.getMessage();
        };
    }
}
