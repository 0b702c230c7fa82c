package io.tocsin.streamprocessor.ticks;

import java.time.Duration;
import java.util.OptionalLong;

/** Whether a partition is ticked, and if not, why. */
public sealed interface TickDecision {

    /** A clock further off than this moves nobody. */
    Duration TOLERANCE = Duration.ofSeconds(5);

    record Tick(long millis) implements TickDecision {}

    /** The partition has shown this tick or a later one. */
    record AlreadyPassed() implements TickDecision {}

    /** One wrong clock must not move everyone. */
    record Refused(String reason) implements TickDecision {}

    /**
     * Decides for one partition.
     *
     * @param tick that is due by our clock
     * @param nowMillis our clock
     * @param lastTick the partition's
     * @param brokerOffset how far the brokers' clock is ahead of ours, in milliseconds; empty while it is not known
     */
    static TickDecision decide(long tick, long nowMillis, long lastTick, OptionalLong brokerOffset) {
        if (brokerOffset.isEmpty()) {
            return new Refused("the brokers have not told their time yet");
        }
        long off = brokerOffset.getAsLong();
        if (Math.abs(off) > TOLERANCE.toMillis()) {
            String side = off > 0 ? " ms behind" : " ms ahead of";
            return new Refused(
                    "this machine's clock is " + Math.abs(off) + side + " the brokers'; set one of them right");
        }
        if (tick > lastTick) {
            return new Tick(tick);
        }
        if (nowMillis < lastTick - TOLERANCE.toMillis()) {
            return new Refused("this machine's clock is " + (lastTick - nowMillis)
                    + " ms behind the last tick of the log; somebody has ticked with a clock that is ahead, or ours is"
                    + " behind");
        }
        return new AlreadyPassed();
    }
}
