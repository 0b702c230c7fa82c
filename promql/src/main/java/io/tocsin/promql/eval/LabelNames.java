package io.tocsin.promql.eval;

/** What Prometheus 3 takes as a label name: any non-empty valid UTF-8. */
final class LabelNames {

    private LabelNames() {}

    /** Bytes that are not UTF-8 reach us as U+FFFD or as unpaired surrogates. */
    static boolean isValid(String name) {
        return !name.isEmpty() && name.codePoints().noneMatch(LabelNames::isBroken);
    }

    private static boolean isBroken(int codePoint) {
        return codePoint == 0xfffd || (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE);
    }

    static String quote(String name) {
        return '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
