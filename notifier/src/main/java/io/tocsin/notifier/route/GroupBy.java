package io.tocsin.notifier.route;

import io.tocsin.schemas.labels.Labels;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The labels whose values make a group.
 *
 * @param all every label, so that each label set is a group of its own ({@code group_by: ['...']})
 * @param names empty, and not all: everything the route takes is one group
 */
public record GroupBy(boolean all, SortedSet<String> names) {

    public static final GroupBy NOTHING = new GroupBy(false, Collections.emptySortedSet());
    public static final GroupBy ALL = new GroupBy(true, Collections.emptySortedSet());

    public GroupBy {
        names = Collections.unmodifiableSortedSet(new TreeSet<>(names));
    }

    /** The group an alert with these labels belongs to. */
    Labels of(Labels alert) {
        return all ? alert : alert.keep(names);
    }
}
