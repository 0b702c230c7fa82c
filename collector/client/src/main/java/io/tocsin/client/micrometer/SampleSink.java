package io.tocsin.client.micrometer;

import java.util.Map;

/** Takes what a meter shows. */
@FunctionalInterface
interface SampleSink {

    void add(String metric, Map<String, String> labels, double value);
}
