/**
 * What is to be scraped, and how: {@code scrape_configs} and the global part of a Prometheus configuration file, which is
 * taken as it is. What of it is not supported is named with its place.
 */
@NullMarked
package io.tocsin.collector.scrape.config;

import org.jspecify.annotations.NullMarked;
