/** The collector's HTTP server and what every endpoint needs: bounded bodies, plain answers, health. */
@NullMarked
package io.tocsin.collector.http;

import org.jspecify.annotations.NullMarked;
