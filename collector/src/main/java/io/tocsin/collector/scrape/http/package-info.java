/** Asking a target, over HTTP or HTTPS, within bounds of time and size. */
@NullMarked
package io.tocsin.collector.scrape.http;

import org.jspecify.annotations.NullMarked;
