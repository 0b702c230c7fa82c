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
import java.util.concurrent.locks.ReentrantLock;
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

    /** Held while commands are handed over: whoever holds it interrupts nobody who obeys. */
    private final ReentrantLock obeying = new ReentrantLock();

    private String start = "";
    private String saved = "";
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
            while (!isClosed()) {
                if (turn()) {
                    failures = 0;
                } else {
                    pause();
                }
            }
        } catch (InterruptedException e) {
            // Only close() interrupts.
            LOG.debug("interrupted");
        }
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    /** @return false if there is nothing to be had just now */
    private boolean turn() throws InterruptedException {
        Reply reply;
        try {
            saved = settings.cursors().load().orElse("");
            String cursor = saved.isEmpty() ? start : saved;
            reply = poll.ask(cursor);
            if (cursor.isEmpty()) {
                // The present is now, and not when a store that fails can be written.
                start = reply.cursor();
            }
        } catch (IOException | RuntimeException e) {
            LOG.warn("no commands for {} just now, trying again: {}", settings.target(), e.toString());
            return false;
        }
        obeying.lock();
        try {
            return obey(reply);
        } catch (IOException | RuntimeException e) {
            LOG.warn("the cursor of {} cannot be saved, trying again: {}", settings.target(), e.toString());
            return false;
        } finally {
            obeying.unlock();
        }
    }

    /** @return false if a command has to be handed over again */
    private boolean obey(Reply reply) throws IOException, InterruptedException {
        for (Reply.Item item : reply.items()) {
            if (isClosed() || !handle(item.command())) {
                return false;
            }
            save(item.cursor());
        }
        if (!isClosed()) {
            save(reply.cursor());
        }
        return true;
    }

    private void save(String cursor) throws IOException {
        if (!cursor.equals(saved)) {
            settings.cursors().save(cursor);
            saved = cursor;
        }
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
            if (isClosed()) {
                throw e;
            }
            return failed(command, e);
        } catch (Throwable e) {
            // Also what is no Exception: a class that is missing for one command must not be the end of all others.
            return failed(command, e);
        }
    }

    private static boolean failed(Command command, Throwable reason) {
        LOG.warn("the command {} ({}) was not obeyed, trying again", command.name(), command.id(), reason);
        return false;
    }

    private void pause() throws InterruptedException {
        long longest = settings.longestPause().toMillis();
        long millis = Math.min(longest, FIRST_PAUSE_MILLIS << Math.min(failures, 20));
        failures++;
        // Not all at the same moment, when a server comes back.
        boolean unused =
                closed.await(millis / 2 + ThreadLocalRandom.current().nextLong(millis / 2 + 1), TimeUnit.MILLISECONDS);
    }

    /**
     * Ends it. A command that is being obeyed has five seconds; then its handler is interrupted, and the command will be
     * handed over again. A handler may call this: its command is the last one.
     */
    @Override
    public void close() {
        closed.countDown();
        if (obeying.isHeldByCurrentThread()) {
            return;
        }
        try {
            boolean idle = obeying.tryLock(settings.farewell().toMillis(), TimeUnit.MILLISECONDS);
            thread.interrupt();
            if (idle) {
                obeying.unlock();
            }
            thread.join(settings.farewell().toMillis());
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}
