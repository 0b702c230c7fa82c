package io.tocsin.standalone.bench;

import java.time.Duration;

/** What was used between two moments, by the product and by this process, which makes its load. */
final class Meter {
    private final Product product;
    private final long began = System.nanoTime();
    private final Duration productBefore;
    private final Duration ownBefore = own();

    Meter(Product product) {
        this.product = product;
        this.productBefore = product.cpu();
    }

    /** Seconds. */
    record Reading(double seconds, double productCpuSeconds, double ownCpuSeconds) {
        double cpuSeconds() {
            return productCpuSeconds + ownCpuSeconds;
        }
    }

    private static Duration own() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    Reading read() {
        return new Reading(
                (System.nanoTime() - began) / 1e9,
                product.cpu().minus(productBefore).toNanos() / 1e9,
                own().minus(ownBefore).toNanos() / 1e9);
    }
}
