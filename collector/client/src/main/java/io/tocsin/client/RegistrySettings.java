package io.tocsin.client;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A schema registry with Confluent's HTTP API.
 *
 * @param url without a slash at its end
 * @param authorization the header's value; a secret
 */
record RegistrySettings(String url, @Nullable String authorization) {

    static RegistrySettings of(String url) {
        return new RegistrySettings(checked(url), null);
    }

    static RegistrySettings of(String url, String user, String password) {
        byte[] credentials = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return new RegistrySettings(checked(url), "Basic " + Base64.getEncoder().encodeToString(credentials));
    }

    /** A user in the address would be a secret that is printed; so nothing of a bad address is, either. */
    private static String checked(String url) {
        URI address;
        try {
            address = URI.create(url);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the schema registry's address is no URL");
        }
        boolean http = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
        if (!http || address.getHost() == null || address.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "the schema registry's address must be http://host:port/path or https://…, with no user in it");
        }
        return url.replaceAll("/+$", "");
    }

    @Override
    public String toString() {
        return url + (authorization == null ? "" : " with ***");
    }
}
