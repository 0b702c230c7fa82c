/**
 * One HTTP/1.1 request over a socket of ours: which part of it takes how long is known, and everything is bounded, the
 * time of the name server and of the TLS handshake included.
 */
@NullMarked
package io.tocsin.collector.fetch;

import org.jspecify.annotations.NullMarked;
