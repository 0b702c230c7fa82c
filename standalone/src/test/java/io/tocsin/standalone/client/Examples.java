package io.tocsin.standalone.client;

import io.micrometer.core.instrument.Metrics;
import io.tocsin.client.ActivityEvent;
import io.tocsin.client.MigrationEvent;
import io.tocsin.client.ReserveSnapshot;
import io.tocsin.client.TocsinClient;
import io.tocsin.client.micrometer.TocsinMeterRegistry;
import java.math.BigDecimal;

/** What the client's README shows of a plain application; {@link ReadmeTest} holds the two together. */
final class Examples {

    private Examples() {}

    static void events(String kafka) {
        // README: events
        TocsinClient tocsin = TocsinClient.connect(kafka);
        tocsin.send(MigrationEvent.builder(MigrationEvent.Type.FAILED)
                .migrationId("m-17")
                .subject("user-4711")
                .reason("timeout")
                .build());
        // end
        others(tocsin);
        tocsin.close();
    }

    private static void others(TocsinClient tocsin) {
        // README: others
        tocsin.send(ReserveSnapshot.builder("SDX")
                .supply(new BigDecimal("1000000"))
                .locked(new BigDecimal("999999.5"))
                .build());
        tocsin.send(ActivityEvent.builder(ActivityEvent.Kind.LOGIN)
                .subject("user-4711")
                .outcome("success")
                .country("DE")
                .build());
        // end
    }

    static void meters(String kafka) {
        // README: meters
        TocsinMeterRegistry tocsin = TocsinMeterRegistry.connect(kafka, "shop");
        Metrics.addRegistry(tocsin);
        // end
        Metrics.counter("orders", "country", "DE").increment();
        Metrics.removeRegistry(tocsin);
        tocsin.close();
    }
}
