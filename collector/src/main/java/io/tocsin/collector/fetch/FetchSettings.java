package io.tocsin.collector.fetch;

import io.tocsin.collector.scrape.config.Credentials;
import io.tocsin.collector.scrape.config.Tls;
import io.tocsin.schemas.config.Secret;
import java.util.SortedMap;

/**
 * What is asked, and how.
 *
 * @param body of the request; empty: none. It may hold a secret
 * @param bodyLimit in bytes, of an answer; what is beyond is not read
 */
public record FetchSettings(
        String method,
        Headers headers,
        Secret body,
        Credentials credentials,
        Tls tls,
        boolean followRedirects,
        int bodyLimit,
        IpPreference ip) {

    /** Headers of the request. Their values may be secrets, so they are not shown. */
    public record Headers(SortedMap<String, String> values) {
        @Override
        public String toString() {
            return values.keySet().toString();
        }
    }
}
