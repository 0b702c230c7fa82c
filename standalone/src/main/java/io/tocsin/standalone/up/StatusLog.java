package io.tocsin.standalone.up;

import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A log line every minute, and at once when rules, active alerts or readiness change. */
final class StatusLog implements StatusDisplay {
    private static final long EVERY = Duration.ofMinutes(1).toNanos();

    private final Consumer<String> log;
    private final SampleRate rate = new SampleRate();
    private @Nullable InstanceStatus logged;
    private long loggedAt;

    StatusLog(Consumer<String> log) {
        this.log = log;
    }

    @Override
    public void show(InstanceStatus status, long nanos) {
        double samplesPerSecond = rate.next(status.samples(), nanos);
        if (logged == null || nanos - loggedAt >= EVERY || isNews(status, logged)) {
            log.accept(StatusText.of(status, samplesPerSecond));
            logged = status;
            loggedAt = nanos;
        }
    }

    private static boolean isNews(InstanceStatus status, InstanceStatus before) {
        return status.rules() != before.rules()
                || status.activeAlerts() != before.activeAlerts()
                || status.ready() != before.ready();
    }
}
