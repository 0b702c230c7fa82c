package io.tocsin.standalone.people;

import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;

/** Texts in the head of a mail (RFC 2047). */
final class EncodedText {
    private EncodedText() {}

    static String decoded(String text) {
        try {
            return MimeUtility.decodeText(MimeUtility.unfold(text));
        } catch (UnsupportedEncodingException e) {
            return text;
        }
    }
}
