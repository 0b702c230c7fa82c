/** Scraping: targets are asked at their interval, and what they show becomes samples, as when Prometheus scrapes. */
@NullMarked
package io.tocsin.collector.scrape;

import org.jspecify.annotations.NullMarked;
