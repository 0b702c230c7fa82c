package io.tocsin.streamprocessor.ruletest.mutation;

import io.tocsin.promql.ast.AggregateOp;
import io.tocsin.promql.ast.BinaryOp;
import java.util.List;

/** What stands for an operator in its mutants. */
final class Swaps {

    private Swaps() {}

    static List<BinaryOp> of(BinaryOp op) {
        return switch (op) {
            case GREATER -> List.of(BinaryOp.GREATER_OR_EQUAL, BinaryOp.LESS);
            case GREATER_OR_EQUAL -> List.of(BinaryOp.GREATER, BinaryOp.LESS_OR_EQUAL);
            case LESS -> List.of(BinaryOp.LESS_OR_EQUAL, BinaryOp.GREATER);
            case LESS_OR_EQUAL -> List.of(BinaryOp.LESS, BinaryOp.GREATER_OR_EQUAL);
            case EQUAL -> List.of(BinaryOp.NOT_EQUAL);
            case NOT_EQUAL -> List.of(BinaryOp.EQUAL);
            case ADD -> List.of(BinaryOp.SUBTRACT);
            case SUBTRACT -> List.of(BinaryOp.ADD);
            case MULTIPLY, MODULO -> List.of(BinaryOp.DIVIDE);
            case DIVIDE, POWER -> List.of(BinaryOp.MULTIPLY);
            case AND -> List.of(BinaryOp.UNLESS, BinaryOp.OR);
            case UNLESS -> List.of(BinaryOp.AND, BinaryOp.OR);
            case OR -> List.of(BinaryOp.AND, BinaryOp.UNLESS);
            case TRIM_UPPER, TRIM_LOWER, ATAN2 -> List.of();
        };
    }

    /** Nothing for what also needs another parameter. */
    static List<AggregateOp> of(AggregateOp op) {
        return switch (op) {
            case SUM, AVG -> List.of(AggregateOp.MAX);
            case COUNT, GROUP -> List.of(AggregateOp.SUM);
            case MIN -> List.of(AggregateOp.MAX);
            case MAX -> List.of(AggregateOp.MIN, AggregateOp.SUM);
            case STDDEV -> List.of(AggregateOp.STDVAR);
            case STDVAR -> List.of(AggregateOp.STDDEV);
            case TOPK -> List.of(AggregateOp.BOTTOMK);
            case BOTTOMK -> List.of(AggregateOp.TOPK);
            case COUNT_VALUES, QUANTILE, LIMITK, LIMIT_RATIO -> List.of();
        };
    }
}
