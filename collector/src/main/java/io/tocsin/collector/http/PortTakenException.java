package io.tocsin.collector.http;

/** A service cannot listen where it is told to. The message is for people: which service, where, what to do. */
public final class PortTakenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String service;
    private final int port;

    public PortTakenException(String service, String address, int port, Throwable cause) {
        super(
                "the " + service + " cannot listen on " + address + ":" + port
                        + ": the port is taken. Stop the program that has it, or choose another port in the"
                        + " configuration (or move all of them with --port-base)",
                cause);
        this.service = service;
        this.port = port;
    }

    /** Who needs the port. */
    public String service() {
        return service;
    }

    public int port() {
        return port;
    }
}
