package io.tocsin.promql.ast;

/** The four types of PromQL, named as its documentation and error messages name them. */
public enum ValueType {
    SCALAR("scalar"),
    STRING("string"),
    INSTANT_VECTOR("instant vector"),
    RANGE_VECTOR("range vector");

    private final String text;

    ValueType(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
