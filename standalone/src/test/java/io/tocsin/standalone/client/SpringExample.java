package io.tocsin.standalone.client;

import io.tocsin.client.TocsinClient;
import io.tocsin.client.micrometer.TocsinMeterRegistry;
import io.tocsin.standalone.client.SpringLike.Bean;
import io.tocsin.standalone.client.SpringLike.Configuration;
import io.tocsin.standalone.client.SpringLike.Value;

/** What the client's README shows of a Spring application; {@link ReadmeTest} holds the two together. */
final class SpringExample {

    private SpringExample() {}

    @Configuration
    static class OneBean {

        // README: bean
        @Bean
        TocsinMeterRegistry tocsin(@Value("${tocsin.kafka}") String kafka) {
            return TocsinMeterRegistry.connect(kafka, "shop");
        }
        // end
    }

    // README: spring
    @Configuration
    static class Telemetry {

        @Bean
        TocsinClient tocsin(@Value("${tocsin.kafka}") String kafka) {
            return TocsinClient.connect(kafka);
        }

        @Bean
        TocsinMeterRegistry tocsinMeters(TocsinClient tocsin) {
            return TocsinMeterRegistry.on(tocsin, "shop").start();
        }
    }
    // end
}
