/** From what a configuration names to what is scraped: addresses become targets with labels, a URL and a time of their own. */
@NullMarked
package io.tocsin.collector.scrape.targets;

import org.jspecify.annotations.NullMarked;
