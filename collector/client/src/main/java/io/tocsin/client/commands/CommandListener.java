package io.tocsin.client.commands;

import java.io.IOException;
import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands the commands for one target to the application: each at least once, in the order in which they were given, and
 * never again once {@link CommandHandler#obey} has returned and the cursor was saved. Repetitions are dropped by id, and
 * so is what has expired. Where a server is away it pauses, longer and longer, and asks again.
 */
public final class CommandListener implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CommandListener.class);
    private static final long FIRST_PAUSE_MILLIS = 250;
    private static final int REMEMBERED = 1_000;

    private final ListenerSettings settings;
    private final CommandHandler handler;
    private final LongPoll poll;
    private final Set<String> obeyed = Collections.newSetFromMap(new Remembered());
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private int failures;

    CommandListener(ListenerSettings settings, CommandHandler handler) {
        this.settings = settings;
        this.handler = handler;
        this.poll = new LongPoll(settings);
        this.thread = new Thread(this::run, "tocsin-commands-" + settings.target());
        thread.setDaemon(true);
        thread.start();
    }

    /** The newest ids. */
    private static final class Remembered extends LinkedHashMap<String, Boolean> {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    }

    /**
     * A listener to be set up.
     *
     * @param server a stream-processor, as {@code http://127.0.0.1:9090}
     * @param target whose commands are wanted, as rules name it in {@code command_target}
     */
    public static CommandListenerBuilder to(URI server, String target) {
        return new CommandListenerBuilder(server, target);
    }

    private void run() {
        try {
            while (closed.getCount() > 0) {
                try {
                    if (turn()) {
                        failures = 0;
                    } else {
                        pause();
                    }
                } catch (IOException e) {
                    LOG.warn("no commands for {} just now, trying again: {}", settings.target(), e.toString());
                    pause();
                }
            }
        } catch (InterruptedException e) {
            // The end was asked for.
            LOG.debug("interrupted");
        }
    }

    /** @return false if a command has to be handed over again */
    private boolean turn() throws IOException, InterruptedException {
        String cursor = settings.cursors().load().orElse("");
        Reply reply = poll.ask(cursor);
        for (Reply.Item item : reply.items()) {
            if (!handle(item.command())) {
                return false;
            }
            settings.cursors().save(item.cursor());
        }
        if (!reply.cursor().equals(cursor)) {
            settings.cursors().save(reply.cursor());
        }
        return true;
    }

    /** @return false if it has to be handed over again */
    private boolean handle(Command command) throws InterruptedException {
        if (obeyed.contains(command.id())) {
            return true;
        }
        if (command.lease().isOver()) {
            LOG.warn("the command {} ({}) expired before it was obeyed", command.name(), command.id());
            return true;
        }
        try {
            handler.obey(command);
            obeyed.add(command.id());
            return true;
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            LOG.warn("the command {} ({}) was not obeyed, trying again", command.name(), command.id(), e);
            return false;
        }
    }

    private void pause() throws InterruptedException {
        long longest = settings.longestPause().toMillis();
        long millis = Math.min(longest, FIRST_PAUSE_MILLIS << Math.min(failures, 20));
        failures++;
        // Not all at the same moment, when a server comes back.
        boolean unused =
                closed.await(millis / 2 + ThreadLocalRandom.current().nextLong(millis / 2 + 1), TimeUnit.MILLISECONDS);
    }

    /** Waits for what is being obeyed, but not long. */
    @Override
    public void close() {
        closed.countDown();
        thread.interrupt();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
