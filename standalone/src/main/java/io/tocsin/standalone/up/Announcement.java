package io.tocsin.standalone.up;

import io.tocsin.standalone.cli.PortPlan;

/** What a person reads when everything is up. */
final class Announcement {
    private Announcement() {}

    static String of(Instance instance, PortPlan ports, DataDirectory data) {
        return "Tocsin is up.\n  Kafka  127.0.0.1:" + ports.kafka() + "  data in " + data.root();
    }
}
