package io.tocsin.collector.events.json;

import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * One element of a request.
 *
 * @param index from 0
 * @param event null if there are problems
 * @param problems empty if there is an event
 */
public record Element(int index, @Nullable SpecificRecord event, List<Problem> problems) {}
