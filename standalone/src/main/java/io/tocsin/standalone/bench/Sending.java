package io.tocsin.standalone.bench;

/** One way in for samples. */
interface Sending extends AutoCloseable {
    /** Sends the exporter's next values; may wait until there is room. */
    void send(Exporter exporter, long atMillis);

    /** Returns when everything sent has been taken. */
    void flush();

    @Override
    void close();
}
