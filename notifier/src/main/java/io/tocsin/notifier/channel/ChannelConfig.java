package io.tocsin.notifier.channel;

/** One way to reach a receiver, as it is configured. Printing it shows no secret. */
public interface ChannelConfig {

    /** What its integrations are called: {@code slack} for {@code slack[0]}. */
    String kind();

    /** Whether it is told that alerts are over. */
    boolean sendResolved();

    NotificationChannel open(Surroundings surroundings);
}
