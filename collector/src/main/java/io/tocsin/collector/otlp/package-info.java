/**
 * OTLP over HTTP: OpenTelemetry's metrics, in protobuf and JSON. Names and labels follow the OpenTelemetry–Prometheus
 * compatibility mapping, as Prometheus 3 does it by default; deltas are added up.
 */
@NullMarked
package io.tocsin.collector.otlp;

import org.jspecify.annotations.NullMarked;
