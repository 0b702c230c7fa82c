package io.tocsin.streamprocessor.alert;

import io.tocsin.schemas.labels.Labels;
import java.util.SortedMap;

/** An alert's condition is met: what the evaluation at one instant says of it. */
public record Observation(Labels labels, SortedMap<String, String> annotations, double value) {}
