package io.tocsin.collector.scrape;

import io.tocsin.collector.scrape.targets.ScrapeTarget;
import io.tocsin.collector.turns.Timing;
import io.tocsin.schemas.labels.Labels;
import java.net.URI;

/**
 * Something that is asked, for people.
 *
 * @param discovered labels before relabelling
 * @param job by which it is found
 */
public record ActiveTarget(Labels discovered, Labels labels, String job, URI url, Timing timing, TargetHealth health) {

    /** One whose labels stand in the configuration. */
    public static ActiveTarget of(Labels labels, URI url, Timing timing, TargetHealth health) {
        return new ActiveTarget(labels, labels, labels.get("job"), url, timing, health);
    }

    static ActiveTarget of(ScrapeLoop loop) {
        ScrapeTarget target = loop.target();
        return new ActiveTarget(
                target.discovered(), target.labels(), target.job(), target.url(), target.timing(), loop.health());
    }
}
