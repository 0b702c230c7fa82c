package io.tocsin.standalone.kafka;

/** Something else listens on a port that is needed here; the message names the port and who needs it. */
public final class PortTakenException extends KafkaStartException {
    private static final long serialVersionUID = 1L;

    PortTakenException(int port, String owner) {
        super("port " + port + " of 127.0.0.1 is taken, the " + owner + " needs it", null);
    }
}
