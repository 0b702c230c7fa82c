package io.tocsin.schemas.wire;

import java.util.Locale;

/**
 * Bytes that are no record of ours. Bad data is normal in a log that anybody may write to: whoever reads puts it into
 * the dead letters with {@link Reason#label} and the message, and goes on.
 */
public final class MalformedRecordException extends Exception {

    private static final long serialVersionUID = 1L;

    /** What is wrong, as a word that may be a metric label's value. */
    public enum Reason {
        /** No bytes where a record should be. */
        EMPTY,
        /** Neither Avro's single-object encoding nor the registry's. */
        UNKNOWN_FORMAT,
        /** It names a schema that nobody knows. */
        UNKNOWN_SCHEMA,
        /** Its schema is known, but is not one of this topic's records, or cannot be read as one. */
        WRONG_SCHEMA,
        /** It ends too early, or a length points beyond its end. */
        TRUNCATED,
        /** Something follows the record. */
        TRAILING_BYTES,
        /** It cannot be decoded at all. */
        CORRUPT,
        /** Labels that are no label set: references out of bounds, names not ascending, empty values. */
        BAD_LABELS,
        /** A frame's columns differ in length. */
        COLUMN_MISMATCH,
        /** More, or longer, than allowed. */
        TOO_LARGE,
        /** A number that cannot be, such as a time before 1970. */
        OUT_OF_RANGE;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Reason reason;

    public MalformedRecordException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public MalformedRecordException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
