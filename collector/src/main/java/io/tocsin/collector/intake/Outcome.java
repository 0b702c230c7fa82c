package io.tocsin.collector.intake;

/** How a batch ended. */
public sealed interface Outcome {

    /** Every sample that was not refused is acknowledged by the log: it survives. */
    record Stored() implements Outcome {}

    /**
     * Nothing of the batch may be taken for stored (some of it may be: sending it again does no harm, the same sample
     * twice is one sample).
     *
     * @param reason one that is to be blamed on the log
     */
    record Unavailable(Reason reason, String detail) implements Outcome {

        /** For people. */
        public String text() {
            return reason.text() + ": " + detail;
        }
    }
}
