package io.tocsin.collector.events.json;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with one event while it is read, and knows where the reading is. Not thread-safe. */
final class ElementProblems {

    /** Of one event; so that an answer stays readable, however wrong the event is. */
    static final int MOST = 10;

    private static final int SHOWN_NAME = 80;
    private static final int SHOWN_VALUE = 40;

    private final StringBuilder path = new StringBuilder();
    private final List<Problem> list = new ArrayList<>();

    /** @return what to hand to {@link #leave} */
    int enter(String field) {
        int before = path.length();
        path.append(before == 0 ? "" : ".").append(cut(field, SHOWN_NAME));
        return before;
    }

    /** @return what to hand to {@link #leave} */
    int enter(int index) {
        int before = path.length();
        path.append('[').append(index).append(']');
        return before;
    }

    void leave(int before) {
        path.setLength(before);
    }

    void add(EventReason reason, String text) {
        if (list.size() < MOST) {
            list.add(new Problem(path.toString(), reason, text));
        }
    }

    void addAt(String field, EventReason reason, String text) {
        int before = enter(field);
        add(reason, text);
        leave(before);
    }

    boolean isEmpty() {
        return list.isEmpty();
    }

    List<Problem> list() {
        return List.copyOf(list);
    }

    /** A sender's text for a message: quoted, and cut to a length that a person reads. */
    static String shown(String text) {
        return '"' + cut(text, SHOWN_VALUE) + '"';
    }

    private static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return text.substring(0, end) + "…";
    }
}
