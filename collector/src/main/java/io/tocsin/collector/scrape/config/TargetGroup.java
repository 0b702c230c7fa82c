package io.tocsin.collector.scrape.config;

import java.util.List;
import java.util.SortedMap;

/**
 * Addresses with labels in common.
 *
 * @param source where it is written, for people
 * @param targets {@code host:port} each
 */
public record TargetGroup(String source, List<String> targets, SortedMap<String, String> labels) {}
