package io.tocsin.notifier.send;

import io.tocsin.notifier.channel.Delivery;
import io.tocsin.notifier.channel.Delivery.Delivered;
import io.tocsin.notifier.channel.Delivery.Rejected;
import io.tocsin.notifier.channel.Delivery.Retry;
import io.tocsin.notifier.channel.NotificationChannel;
import io.tocsin.schemas.avro.NotificationEntry;
import io.tocsin.schemas.config.Durations;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntPredicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One integration's way out, with threads of its own: however slow its receiver is, nobody else waits for it. */
final class Lane implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

    private final NotificationChannel channel;
    private final OutcomeLog outcomes;
    private final DeliveryConfig config;
    private final Backoff backoff;
    private final SendMetrics metrics;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final LaneQueue queue;
    private final List<Thread> threads = new ArrayList<>();

    Lane(
            NotificationChannel channel,
            OutcomeLog outcomes,
            DeliveryConfig config,
            SendMetrics metrics,
            InstantSource clock) {
        this.channel = channel;
        this.outcomes = outcomes;
        this.config = config;
        this.backoff = new Backoff(config.minBackoff(), config.maxBackoff(), config.seed());
        this.metrics = metrics;
        this.clock = clock;
        this.queue = new LaneQueue(config.capacity());
    }

    void start(String name) {
        for (int i = 0; i < channel.concurrency(); i++) {
            threads.add(Thread.ofVirtual().name("send-" + name + "-" + i).start(this::run));
        }
    }

    /** @return false if too many wait already */
    boolean add(Pending pending) {
        lock.lock();
        try {
            changed.signal();
            return queue.add(pending, clock.instant());
        } finally {
            lock.unlock();
        }
    }

    void dropPartitions(IntPredicate unwanted) {
        lock.lock();
        try {
            queue.dropIf(pending -> unwanted.test(pending.partition()));
        } finally {
            lock.unlock();
        }
    }

    int waiting() {
        lock.lock();
        try {
            return queue.size();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                settle(take().attempted(clock.instant()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Pending take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (true) {
                Optional<Pending> next = queue.poll(clock.instant());
                if (next.isPresent()) {
                    return next.get();
                }
                Optional<Instant> due = queue.nextDue();
                if (due.isEmpty()) {
                    changed.await();
                } else {
                    long millis = Duration.between(clock.instant(), due.get()).toMillis();
                    changed.await(Math.max(1, millis), TimeUnit.MILLISECONDS);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private void settle(Pending attempted) throws InterruptedException {
        Delivery result = bounded(attempt(attempted), attempted);
        String receiver = attempted.outgoing().notification().getReceiver();
        metrics.attempted(receiver, attempted.outgoing().notification().getIntegration(), result);
        switch (result) {
            case Delivered d ->
                finish(attempted, Outcomes.delivered(attempted.outgoing(), attempted.attempts(), clock.instant()));
            case Rejected r -> {
                LOG.warn("{} will not be told: {}", describe(attempted), r.reason());
                Instant now = clock.instant();
                finish(attempted, Outcomes.rejected(attempted.outgoing(), r.reason(), attempted.attempts(), now));
            }
            case Retry r -> {
                LOG.info(
                        "{} could not be told, next attempt in {} ms: {}",
                        describe(attempted),
                        r.after().toMillis(),
                        r.reason());
                again(attempted, r.after());
            }
        }
    }

    private Delivery attempt(Pending pending) throws InterruptedException {
        try {
            return channel.deliver(pending.outgoing());
        } catch (RuntimeException e) {
            LOG.error("{}: a bug, please report it", describe(pending), e);
            return new Retry(Duration.ZERO, "internal error " + e.getClass().getSimpleName());
        }
    }

    /** The wait of a retry filled in, or the end of it. */
    private Delivery bounded(Delivery result, Pending attempted) {
        if (!(result instanceof Retry retry)) {
            return result;
        }
        Duration own = backoff.after(attempted.attempts(), attempted.outgoing().id());
        Duration after = retry.after().compareTo(own) > 0 ? retry.after() : own;
        Instant now = clock.instant();
        Instant first = attempted.firstAttempt();
        if (first != null && first.plus(config.giveUpAfter()).isBefore(now.plus(after))) {
            return new Rejected("given up after " + attempted.attempts() + " attempts in "
                    + Durations.format(Duration.between(first, now)) + ", the last: " + retry.reason());
        }
        return new Retry(after, retry.reason());
    }

    private void finish(Pending attempted, NotificationEntry outcome) throws InterruptedException {
        outcomes.write(outcome);
        lock.lock();
        try {
            queue.done(attempted.group(), clock.instant());
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    private void again(Pending attempted, Duration after) {
        lock.lock();
        try {
            Instant now = clock.instant();
            queue.retry(attempted, now, now.plus(after));
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    private static String describe(Pending pending) {
        return "receiver " + pending.outgoing().notification().getReceiver() + " ("
                + pending.outgoing().notification().getIntegration() + "), group " + pending.group();
    }

    /** Ends attempts under way; what has no outcome is sent by whoever reads the log next. */
    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
        channel.close();
        boolean interrupted = false;
        for (Thread thread : threads) {
            try {
                thread.join(Duration.ofSeconds(2));
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
