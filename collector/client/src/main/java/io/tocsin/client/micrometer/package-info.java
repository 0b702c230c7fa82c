/**
 * Micrometer's meters onto Tocsin's log: {@link io.tocsin.client.micrometer.TocsinMeterRegistry}. The only package here
 * that needs Micrometer, which is an optional dependency.
 */
@NullMarked
package io.tocsin.client.micrometer;

import org.jspecify.annotations.NullMarked;
