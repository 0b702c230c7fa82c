package io.tocsin.streamprocessor.alert;

/** The states an alert is shown in; one that is inactive does not exist. */
public enum AlertState {
    PENDING,
    FIRING;

    /** As Prometheus' API and the label {@code alertstate} write it. */
    public String label() {
        return this == PENDING ? "pending" : "firing";
    }
}
