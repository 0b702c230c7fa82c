package io.tocsin.streamprocessor.series;

import io.tocsin.schemas.frame.FrameLayout;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One sender: how many series it has, and the layouts its frames come in. */
final class Source {

    /** Frames too many that were scattered over stripes, before their series are brought together. */
    private static final int MAX_STRIKES = 8;

    private final Map<FrameLayout, Route> routes = new HashMap<>();
    private long routedSeries;
    private @Nullable Route last;
    private int seriesCount;
    private int strikes;

    int seriesCount() {
        return seriesCount;
    }

    void countSeries(int difference) {
        seriesCount += difference;
    }

    /** The route that the next frame will probably take: sources send their layouts in turn. */
    @Nullable
    Route expected() {
        return last == null ? null : last.successor();
    }

    void took(Route route) {
        if (last != null) {
            last.setSuccessor(route);
        }
        last = route;
    }

    /** Of a layout with the same content. */
    @Nullable
    Route route(FrameLayout layout) {
        return routes.get(layout);
    }

    void add(Route route) {
        // Layouts that never come again must not pile up.
        if (routedSeries + route.size() > 4L * seriesCount + 1024) {
            routes.clear();
            routedSeries = 0;
        }
        routes.put(route.layout(), route);
        routedSeries += route.size();
    }

    /**
     * Counts the frames that were scattered against those that were not.
     *
     * @return whether it is time to do something about it
     */
    boolean strike(boolean scattered) {
        strikes = scattered ? strikes + 2 : Math.max(0, strikes - 1);
        if (scattered && strikes >= MAX_STRIKES) {
            strikes = 0;
            return true;
        }
        return false;
    }
}
