package io.tocsin.client;

import java.time.Instant;
import java.util.UUID;

/** What an event has where its maker said nothing; the one place here that reads the clock. */
final class EventDefaults {

    private EventDefaults() {}

    static String id() {
        return UUID.randomUUID().toString();
    }

    static Instant time() {
        return Instant.now();
    }
}
