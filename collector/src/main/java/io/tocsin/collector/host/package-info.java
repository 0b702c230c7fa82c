/**
 * This machine under node_exporter's names and labels, so that rules and dashboards written for node_exporter fit. On
 * Linux {@code /proc} is read directly, elsewhere OSHI is asked.
 */
@NullMarked
package io.tocsin.collector.host;

import org.jspecify.annotations.NullMarked;
