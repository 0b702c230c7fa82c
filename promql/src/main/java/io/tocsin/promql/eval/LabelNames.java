package io.tocsin.promql.eval;

import io.tocsin.promql.text.GoString;

/** What Prometheus 3 takes as a label name: any non-empty valid UTF-8. */
final class LabelNames {

    private LabelNames() {}

    static boolean isValid(String name) {
        return !name.isEmpty() && GoString.isValid(name);
    }

    static String quote(String name) {
        return GoString.quote(name);
    }
}
