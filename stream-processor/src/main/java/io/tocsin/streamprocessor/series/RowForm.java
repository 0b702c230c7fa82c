package io.tocsin.streamprocessor.series;

/**
 * The first byte of a compressed row, and how the rest is cut: see the package's description.
 */
final class RowForm {

    /** Bits 0–1: where the row has samples. */
    static final int ALL_PRESENT = 0;

    static final int PRESENT_RUNS = 1;
    static final int PRESENT_BITMAP = 2;
    static final int PRESENCE = 3;

    /** Bit 2: some samples stand apart, with their bits. */
    static final int SPECIALS = 1 << 2;

    /** Bits 3–4: how often the value changes. */
    static final int CONSTANT = 1 << 3;

    static final int CHANGES = 1 << 4;

    /** Bit 5: the numbers are the bits of the doubles, not decimals. */
    static final int BITS = 1 << 5;

    /** Bit 6: the numbers are differences. */
    static final int DELTAS = 1 << 6;

    /** Bit 7: a byte follows with the decimal scale, or with how far the bits are shifted. */
    static final int SCALED = 1 << 7;

    /** Numbers that share one minimum and one width. */
    static final int GROUP = 32;

    /** Kinds of special samples. */
    static final int STALE = 0;

    static final int LITERAL = 1;

    private RowForm() {}
}
