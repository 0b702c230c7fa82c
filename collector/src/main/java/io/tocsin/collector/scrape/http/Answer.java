package io.tocsin.collector.scrape.http;

import org.jspecify.annotations.Nullable;

/**
 * What a target shows, uncompressed.
 *
 * @param contentType as the target says; null if it does not
 */
@SuppressWarnings("ArrayRecordComponent") // Read once, by whoever asked.
public record Answer(byte[] body, @Nullable String contentType) {}
