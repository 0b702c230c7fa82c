package io.tocsin.notifier.route;

import io.tocsin.schemas.labels.Labels;

/** A group: the route its alerts took and the values of the labels it groups by. */
public record GroupAddress(Route route, Labels labels) {

    /** As Alertmanager writes it: {@code {}/{severity="critical"}:{alertname="HighCPUUsage"}}. */
    public String key() {
        return route.key() + ":" + labels;
    }

    /** Key and receiver: siblings with the same matchers may go to different receivers. */
    public String id() {
        return route.receiver() + "\n" + key();
    }
}
