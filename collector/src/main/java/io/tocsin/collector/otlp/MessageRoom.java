package io.tocsin.collector.otlp;

import java.util.function.LongConsumer;

/**
 * The memory that the messages of one request take once they are objects. A message of two bytes becomes one of a
 * hundred, so a body's length alone bounds nothing.
 */
final class MessageRoom {

    /** What a decoded message takes, roughly, with its place in a list. */
    static final long BYTES_A_MESSAGE = 96;

    private final long most;
    private final LongConsumer reserve;
    private long messages;

    /**
     * @param bytes that one request may take
     * @param reserve takes as many bytes from what all requests share, or throws
     */
    MessageRoom(long bytes, LongConsumer reserve) {
        this.most = bytes / BYTES_A_MESSAGE;
        this.reserve = reserve;
    }

    /** Makes room for one more, before it is made. */
    void oneMore() throws OtlpException {
        if (++messages > most) {
            throw OtlpException.tooLarge("the request has more than " + most + " messages in it");
        }
        reserve.accept(BYTES_A_MESSAGE);
    }
}
