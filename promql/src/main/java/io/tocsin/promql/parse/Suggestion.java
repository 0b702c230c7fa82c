package io.tocsin.promql.parse;

import io.tocsin.promql.functions.FunctionCatalogue;
import io.tocsin.promql.functions.FunctionSignature;
import java.util.Comparator;

/** What was probably meant. */
final class Suggestion {

    private static final int MAX_DISTANCE = 2;

    private Suggestion() {}

    /** @return {@code ; did you mean "rate"?}, or nothing */
    static String functionLike(String name) {
        return FunctionCatalogue.all().stream()
                .map(FunctionSignature::name)
                .filter(known -> distance(name, known) <= Math.min(MAX_DISTANCE, name.length() / 2))
                .min(Comparator.<String>comparingInt(known -> distance(name, known))
                        .thenComparing(known -> !known.startsWith(name)))
                .map(known -> "; did you mean \"" + known + "\"?")
                .orElse("");
    }

    /** Levenshtein's, capped: names of very different length are not compared. */
    static int distance(String a, String b) {
        if (Math.abs(a.length() - b.length()) > MAX_DISTANCE) {
            return MAX_DISTANCE + 1;
        }
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
