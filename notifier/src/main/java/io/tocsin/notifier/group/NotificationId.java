package io.tocsin.notifier.group;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** The name of a decision to send: the same decision taken again has the same one, any other another one. */
public final class NotificationId {

    private static final int BYTES = 16;

    private NotificationId() {}

    /**
     * @param groupKey the group's
     * @param flush the group's count of flushes
     * @return 32 hexadecimal digits
     */
    public static String of(Recipient recipient, String groupKey, Decision.Send decision, long flush) {
        MessageDigest digest = sha256();
        add(digest, recipient.receiver());
        add(digest, recipient.integration());
        add(digest, groupKey);
        add(digest, Long.toString(flush));
        for (GroupedAlert grouped : decision.alerts()) {
            for (Alert alert : grouped.alerts()) {
                add(digest, alert.id().key());
                add(digest, alert.activeAt().toString());
                add(digest, alert.firing() ? "firing" : "resolved");
            }
        }
        return HexFormat.of().formatHex(Arrays.copyOf(digest.digest(), BYTES));
    }

    /** With its length, so that no two lists of parts run together. */
    private static void add(MessageDigest digest, String part) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
