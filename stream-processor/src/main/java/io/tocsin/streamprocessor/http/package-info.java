/** The HTTP API, as Prometheus has it, and what operators need. */
@NullMarked
package io.tocsin.streamprocessor.http;

import org.jspecify.annotations.NullMarked;
