package io.tocsin.promql.functions;

/** How far a function that can be written can be evaluated. */
public enum Support {
    FULL("yes"),
    /** Of floats nothing comes out, as in Prometheus. */
    NATIVE_HISTOGRAMS_ONLY("works on native histograms only, which are not supported: empty"),
    NONE("parsed, not evaluated: a clear error");

    private final String text;

    Support(String text) {
        this.text = text;
    }

    /** For documentation. */
    @Override
    public String toString() {
        return text;
    }
}
