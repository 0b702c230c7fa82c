package io.tocsin.standalone.up;

import io.tocsin.standalone.cli.Numbers;

/** A status as one short line. */
final class StatusText {
    private StatusText() {}

    static String of(InstanceStatus status, double samplesPerSecond) {
        return "%s samples/s | %s series | %s | %s | %.1f s behind%s"
                .formatted(
                        Numbers.compact(samplesPerSecond),
                        Numbers.compact((double) status.series()),
                        Numbers.counted(status.rules(), "rule"),
                        Numbers.counted(status.activeAlerts(), "active alert"),
                        status.lag().toMillis() / 1e3,
                        status.ready() ? "" : " | not ready");
    }
}
