package io.tocsin.promql.eval;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** The annotations of one evaluation: each text once, in a fixed order, warnings first. */
public record Annotations(List<Annotation> list) {

    public static final Annotations NONE = new Annotations(List.of());

    public Annotations {
        list = List.copyOf(list);
    }

    static Annotations of(Collection<Annotation> annotations) {
        return annotations.isEmpty() ? NONE : new Annotations(List.copyOf(new TreeSet<>(annotations)));
    }

    public Annotations and(Annotations other) {
        if (other.list.isEmpty() || list.isEmpty()) {
            return list.isEmpty() ? other : this;
        }
        TreeSet<Annotation> all = new TreeSet<>(list);
        all.addAll(other.list);
        return of(all);
    }

    public List<String> warnings() {
        return texts(Annotation.Level.WARNING);
    }

    public List<String> infos() {
        return texts(Annotation.Level.INFO);
    }

    private List<String> texts(Annotation.Level level) {
        return list.stream()
                .filter(annotation -> annotation.level() == level)
                .map(Annotation::text)
                .toList();
    }
}
