package io.tocsin.collector.intake;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says once that the log went away and once that it is back, however many batches notice it. */
final class Availability {

    private static final Logger LOG = LoggerFactory.getLogger(Availability.class);

    private final AtomicBoolean away = new AtomicBoolean();

    void note(Outcome outcome) {
        switch (outcome) {
            case Outcome.Stored() -> back();
            case Outcome.Unavailable(Reason reason, String detail) -> gone(reason, detail);
        }
    }

    private void gone(Reason reason, String detail) {
        if (away.compareAndSet(false, true)) {
            LOG.warn(
                    "{} ({}); senders are asked to come again, samples of our own are dropped and counted until it is",
                    reason.text(),
                    detail);
        }
    }

    private void back() {
        if (away.get() && away.compareAndSet(true, false)) {
            LOG.info("Kafka acknowledges again");
        }
    }
}
