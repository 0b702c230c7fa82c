package io.tocsin.client;

/** Why a record that was to be stored was not. */
public final class RecordLostException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final LossReason reason;

    RecordLostException(LossReason reason, String detail) {
        super("lost (" + reason.label() + "): " + detail);
        this.reason = reason;
    }

    public LossReason reason() {
        return reason;
    }
}
