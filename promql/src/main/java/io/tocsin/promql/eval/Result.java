package io.tocsin.promql.eval;

/** The outcome of an evaluation. */
public record Result(Value value, Annotations annotations) {

    public Result and(Annotations more) {
        return new Result(value, annotations.and(more));
    }
}
