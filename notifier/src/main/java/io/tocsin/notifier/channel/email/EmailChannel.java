package io.tocsin.notifier.channel.email;

import io.tocsin.notifier.channel.Delivery;
import io.tocsin.notifier.channel.Delivery.Delivered;
import io.tocsin.notifier.channel.Delivery.Rejected;
import io.tocsin.notifier.channel.Delivery.Retry;
import io.tocsin.notifier.channel.Links;
import io.tocsin.notifier.channel.NotificationChannel;
import io.tocsin.notifier.channel.Outgoing;
import io.tocsin.notifier.channel.template.MessageData;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands mail to a server, with a connection for each. Receivers can tell a repeat by its {@code Message-ID}. */
final class EmailChannel implements NotificationChannel {

    private static final Logger LOG = LoggerFactory.getLogger(EmailChannel.class);
    private static final int CONCURRENCY = 2;

    private final EmailConfig config;
    private final Links links;

    EmailChannel(EmailConfig config, Links links) {
        this.config = config;
        this.links = links;
    }

    /** In a thread of its own: angus-mail bounds each read, and a server that trickles could take for ever. */
    @Override
    public Delivery deliver(Outgoing outgoing) throws InterruptedException {
        FutureTask<Delivery> attempt = new FutureTask<>(() -> attempt(outgoing));
        Thread thread = Thread.ofVirtual().name("smtp-" + outgoing.id()).start(attempt);
        try {
            return attempt.get(config.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return new Retry(
                    Duration.ZERO, "no answer within " + config.timeout().toMillis() + " ms");
        } catch (ExecutionException e) {
            throw new IllegalStateException("mail", e.getCause());
        } finally {
            // Closes the socket of a virtual thread that waits on it.
            thread.interrupt();
        }
    }

    private Delivery attempt(Outgoing outgoing) {
        MessageData data = MessageData.of(outgoing.notification(), links, text -> text);
        List<InternetAddress> to = Addresses.parse(config.to().render(data).orElse(""));
        if (to.isEmpty()) {
            return new Rejected("its \"to\" gives no list of addresses for this notification");
        }
        try {
            Session session = SmtpSession.of(config.server(), config.timeout());
            MimeMessage message = new EmailMessage(config, links).of(session, outgoing, to);
            return send(session, message, to);
        } catch (IOException e) {
            return new Retry(Duration.ZERO, String.valueOf(e.getMessage()));
        } catch (SendFailedException e) {
            return partly(e, to.size());
        } catch (MessagingException e) {
            return SmtpFailure.judge(e);
        }
    }

    private Delivery send(Session session, MimeMessage message, List<InternetAddress> to)
            throws MessagingException, IOException {
        SmtpServer server = config.server();
        String user = server.login().map(SmtpServer.Login::user).orElse(null);
        String password =
                server.login().isPresent() ? server.login().get().password().reveal() : null;
        Transport transport = session.getTransport("smtp");
        try {
            transport.connect(server.host(), server.port(), user, password);
            transport.sendMessage(message, to.toArray(Address[]::new));
            return new Delivered();
        } finally {
            close(transport);
        }
    }

    /** Some recipients are told and some are refused: a further attempt would tell the first ones twice. */
    private Delivery partly(SendFailedException e, int recipients) {
        Address[] sent = e.getValidSentAddresses();
        if (sent == null || sent.length == 0) {
            return SmtpFailure.judge(e);
        }
        LOG.warn(
                "{} of {} recipients of a mail were refused by {}",
                recipients - sent.length,
                recipients,
                config.server().host());
        return new Delivered();
    }

    private static void close(Transport transport) {
        try {
            transport.close();
        } catch (MessagingException e) {
            LOG.debug("the connection was not closed cleanly", e);
        }
    }

    @Override
    public int concurrency() {
        return CONCURRENCY;
    }

    @Override
    public void close() {
        // An attempt under way ends with the thread that waits for it.
    }
}
