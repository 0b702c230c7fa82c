package io.tocsin.promql.eval;

import java.util.Comparator;

/** Text with runs of digits compared as numbers: {@code 4m5} before {@code 4m600}. */
enum NaturalOrder implements Comparator<String> {
    INSTANCE;

    @Override
    public int compare(String a, String b) {
        int i = 0;
        int j = 0;
        while (i < a.length() && j < b.length()) {
            int endOfA = runEnd(a, i);
            int endOfB = runEnd(b, j);
            int order = isDigit(a.charAt(i)) && isDigit(b.charAt(j))
                    ? compareNumbers(a.substring(i, endOfA), b.substring(j, endOfB))
                    : a.substring(i, endOfA).compareTo(b.substring(j, endOfB));
            if (order != 0) {
                return order;
            }
            i = endOfA;
            j = endOfB;
        }
        return Integer.compare(a.length() - i, b.length() - j);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static int runEnd(String text, int start) {
        int end = start + 1;
        while (end < text.length() && isDigit(text.charAt(end)) == isDigit(text.charAt(start))) {
            end++;
        }
        return end;
    }

    /** By value; of equal values the one with fewer leading zeros first. */
    private static int compareNumbers(String a, String b) {
        String x = a.replaceFirst("^0+", "");
        String y = b.replaceFirst("^0+", "");
        int order = x.length() != y.length() ? Integer.compare(x.length(), y.length()) : x.compareTo(y);
        return order != 0 ? order : Integer.compare(a.length(), b.length());
    }
}
