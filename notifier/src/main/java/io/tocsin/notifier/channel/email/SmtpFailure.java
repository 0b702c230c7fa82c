package io.tocsin.notifier.channel.email;

import io.tocsin.notifier.channel.Delivery;
import io.tocsin.notifier.channel.Delivery.Rejected;
import io.tocsin.notifier.channel.Delivery.Retry;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.util.MailConnectException;
import org.eclipse.angus.mail.util.SocketConnectException;
import org.jspecify.annotations.Nullable;

/** What an exception of angus-mail's means. Servers' words are not repeated: they may hold what they were told. */
final class SmtpFailure {

    private static final Pattern CODE = Pattern.compile("(?:^|response: )([245]\\d\\d)\\b");

    private SmtpFailure() {}

    static Delivery judge(MessagingException e) {
        return switch (e) {
            case AuthenticationFailedException a -> authentication(a);
            case SMTPSenderFailedException s -> code(s.getReturnCode(), "it does not take mail from this sender");
            case SendFailedException s -> refused(s);
            case MailConnectException c -> later("no connection: refused, or no such host");
            default -> connection(e);
        };
    }

    /** A wrong password stays wrong; some servers lock accounts after a few attempts. */
    private static Delivery authentication(AuthenticationFailedException e) {
        OptionalInt code = code(e.getMessage());
        String reason = "it does not accept the user name or the password";
        if (code.isEmpty()) {
            return later(reason + ", or the connection broke, or it knows neither PLAIN nor LOGIN");
        }
        return code.getAsInt() / 100 == 5
                ? new Rejected(reason + " (" + code.getAsInt() + ")")
                : later(reason + " now (" + code.getAsInt() + ")");
    }

    /** Of the recipients, or of the message as a whole. */
    private static Delivery refused(SendFailedException e) {
        List<Integer> codes = new ArrayList<>();
        for (Exception next = e.getNextException(); next != null; next = next(next)) {
            if (next instanceof SMTPAddressFailedException address) {
                codes.add(address.getReturnCode());
            }
        }
        if (!codes.isEmpty()) {
            // With one that may be taken later, it is worth coming back.
            int code = codes.stream().filter(c -> c / 100 == 4).findFirst().orElse(codes.getFirst());
            return code(
                    code,
                    codes.size() == 1
                            ? "it does not take mail for this recipient"
                            : "it does not take mail for these recipients");
        }
        return e instanceof SMTPSendFailedException send
                ? code(send.getReturnCode(), "it does not take the message")
                : later("the connection broke before the message was taken");
    }

    private static @Nullable Exception next(Exception e) {
        return e instanceof MessagingException m ? m.getNextException() : null;
    }

    private static Delivery code(int code, String meaning) {
        String reason = "it answered " + code + ": " + meaning;
        return code / 100 == 5
                ? new Rejected(reason)
                : later(code < 0 ? "the connection broke before the message was taken" : reason);
    }

    private static Delivery connection(MessagingException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLException) {
                return later("no secure connection: its certificate or its TLS settings are not accepted");
            }
            if (cause instanceof SocketConnectException) {
                return later("no connection: refused, or no such host");
            }
        }
        String message = Objects.requireNonNullElse(e.getMessage(), "");
        if (message.contains("STARTTLS is required")) {
            return later("it offers no STARTTLS, and without it nothing is sent");
        }
        OptionalInt code = code(message);
        return later(
                code.isPresent()
                        ? "it answered " + code.getAsInt() + ": it takes no mail now"
                        : "the connection broke before the message was taken");
    }

    /** The three digits an answer begins with. */
    private static OptionalInt code(@Nullable String message) {
        Matcher matcher = CODE.matcher(Objects.requireNonNullElse(message, ""));
        return matcher.find() ? OptionalInt.of(Integer.parseInt(matcher.group(1))) : OptionalInt.empty();
    }

    private static Retry later(String reason) {
        return new Retry(Duration.ZERO, reason);
    }
}
