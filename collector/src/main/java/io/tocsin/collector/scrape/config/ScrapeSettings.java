package io.tocsin.collector.scrape.config;

import io.tocsin.schemas.config.Problem;
import java.util.List;

/**
 * All jobs of a configuration.
 *
 * @param unsupported what the configuration asks for and does not get; it is left out, the rest works
 */
public record ScrapeSettings(List<ScrapeConfig> jobs, List<Problem> unsupported) {

    public static final ScrapeSettings NONE = new ScrapeSettings(List.of(), List.of());
}
