package io.tocsin.notifier.channel.email;

import io.tocsin.notifier.channel.AlertText;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.List;

/** Addresses of mail. */
final class Addresses {

    private Addresses() {}

    /**
     * What stands between commas; with names or without.
     *
     * @return empty if there are none, or one that is no address of a mailbox
     */
    static List<InternetAddress> parse(String text) {
        try {
            List<InternetAddress> addresses = List.of(InternetAddress.parse(AlertText.oneLine(text), true));
            for (InternetAddress address : addresses) {
                address.validate();
            }
            boolean groups = addresses.stream().anyMatch(InternetAddress::isGroup);
            boolean domains =
                    addresses.stream().allMatch(address -> address.getAddress().contains("@"));
            return groups || !domains ? List.of() : addresses;
        } catch (AddressException e) {
            return List.of();
        }
    }

    /** What stands behind the @. */
    static String domain(InternetAddress address) {
        String text = address.getAddress();
        return text.substring(text.lastIndexOf('@') + 1);
    }
}
