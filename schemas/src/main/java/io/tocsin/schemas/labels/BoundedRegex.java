package io.tocsin.schemas.labels;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * RE2 expressions that users wrote. Matching takes linear time, but the library recurses over the expression, and a
 * repetition multiplies it: what could exhaust the stack or the memory is refused beforehand, the same everywhere.
 */
public final class BoundedRegex {

    private static final int MAX_SIZE = 5000;
    private static final int MAX_NESTING = 200;

    private BoundedRegex() {}

    /**
     * @param flags of {@link Pattern}
     * @throws PatternSyntaxException if the expression is malformed or too large; with a message for its author
     */
    public static Pattern compile(String regex, int flags) {
        new Size(regex).check();
        try {
            return Pattern.compile(regex, flags);
        } catch (StackOverflowError e) {
            throw new PatternSyntaxException("the expression is too complex", shortened(regex));
        }
    }

    private static String shortened(String regex) {
        return regex.length() <= 100 ? regex : regex.substring(0, 100) + "…";
    }

    /** An upper bound of the machine's size: atoms, groups and alternatives, times the repetitions around them. */
    private static final class Size {

        private final String regex;

        /** What has been read of each open group. */
        private final Deque<Long> groups = new ArrayDeque<>();

        private long size;
        private long last;
        private int at;

        Size(String regex) {
            this.regex = regex;
        }

        void check() {
            while (at < regex.length()) {
                read(regex.charAt(at++));
                if (groups.size() > MAX_NESTING) {
                    throw new PatternSyntaxException(
                            "the expression is nested more than " + MAX_NESTING + " levels deep", shortened(regex));
                }
                if (size > MAX_SIZE) {
                    throw new PatternSyntaxException(
                            "the expression is too large: with its repetitions written out it has more than " + MAX_SIZE
                                    + " parts",
                            shortened(regex));
                }
            }
        }

        private void read(char c) {
            switch (c) {
                case '(' -> {
                    groups.push(size);
                    size = 2;
                    last = 0;
                }
                case ')' -> {
                    last = size;
                    size += groups.isEmpty() ? 0 : groups.pop();
                }
                case '\\' -> {
                    at++;
                    atom();
                }
                case '[' -> {
                    characterClass();
                    atom();
                }
                case '{' -> repeat();
                default -> atom();
            }
        }

        private void atom() {
            size++;
            last = 1;
        }

        private void characterClass() {
            // A closing bracket in the first place is a member.
            int end = regex.indexOf(']', Math.min(regex.length(), at + (regex.startsWith("^", at) ? 2 : 1)));
            for (int i = at; end >= 0 && i < end; i++) {
                if (regex.charAt(i) == '\\' && i + 1 == end) {
                    end = regex.indexOf(']', end + 1);
                } else if (regex.startsWith("[:", i)) {
                    int named = regex.indexOf(":]", i + 2);
                    end = named < 0 ? end : regex.indexOf(']', Math.max(end, named + 2));
                    i = named < 0 ? i : named + 1;
                } else if (regex.charAt(i) == '\\') {
                    i++;
                }
            }
            at = end < 0 ? regex.length() : end + 1;
        }

        private void repeat() {
            int end = regex.indexOf('}', at);
            long most = end < 0 ? -1 : most(regex.substring(at, end));
            if (most < 0) {
                atom();
                return;
            }
            long repeated = last * Math.max(1, most) + most;
            size += repeated - last;
            last = repeated;
            at = end + 1;
        }

        /** @return the larger bound of {@code 2,5}; -1 if it is none */
        private static long most(String bounds) {
            long most = 0;
            for (String bound : bounds.split(",", -1)) {
                if (bound.length() > 4 || !bound.chars().allMatch(c -> c >= '0' && c <= '9')) {
                    return -1;
                }
                most = Math.max(most, bound.isEmpty() ? 0 : Long.parseLong(bound));
            }
            return most;
        }
    }
}
