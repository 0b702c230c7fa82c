package io.tocsin.notifier.group;

import io.tocsin.schemas.labels.Labels;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An alert that fired, as its last transition told it. All instants are event time.
 *
 * @param labels what receivers see: the rule's labels, {@code alertname} and the external ones
 * @param at the last transition's; of two tellings of one alert the one with the later {@code at} is true
 * @param activeAt when the episode began: the condition became true
 * @param startsAt when it fired
 * @param endsAt when it resolved; null while it fires
 * @param value the expression's, at the last transition
 */
public record Alert(
        AlertId id,
        Labels labels,
        SortedMap<String, String> annotations,
        Instant at,
        Instant activeAt,
        Instant startsAt,
        @Nullable Instant endsAt,
        double value,
        String expr) {

    public Alert {
        annotations = Collections.unmodifiableSortedMap(new TreeMap<>(annotations));
    }

    public boolean firing() {
        return endsAt == null;
    }
}
