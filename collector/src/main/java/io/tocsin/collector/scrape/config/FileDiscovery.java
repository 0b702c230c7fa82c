package io.tocsin.collector.scrape.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * One entry of {@code file_sd_configs}.
 *
 * @param files paths; in the last part of each {@code *} stands for anything
 * @param refresh how often they are read again; changes are seen sooner
 */
public record FileDiscovery(List<Path> files, Duration refresh) {}
