package io.tocsin.notifier.channel.pagerduty;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Which incident an event belongs to: the group's. As Alertmanager computes it, so that what one has opened the other
 * resolves.
 */
final class DedupKey {

    private DedupKey() {}

    /** @return 64 hexadecimal digits */
    static String of(String groupKey) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(groupKey.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
