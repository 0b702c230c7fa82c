package io.tocsin.collector.scrape.config;

/**
 * How a target is asked.
 *
 * @param compression whether the answer may be gzip
 */
public record HttpOptions(Credentials credentials, Tls tls, boolean followRedirects, boolean compression) {}
