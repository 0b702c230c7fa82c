package io.tocsin.collector.exposition;

import io.tocsin.schemas.labels.Labels;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A metric family as an exporter has it before it writes it out. */
record Family(FamilyMetadata metadata, List<Sample> samples) {

    /** @param timestampMillis null for the time of the scrape */
    record Sample(
            Labels labels,
            double value,
            @Nullable Long timestampMillis,
            @Nullable Exemplar exemplar) {}

    record Exemplar(Labels labels, double value, @Nullable Long timestampMillis) {}
}
