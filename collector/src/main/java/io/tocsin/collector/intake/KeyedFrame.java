package io.tocsin.collector.intake;

import io.tocsin.schemas.frame.MetricFrame;

/** A frame and the record key that all its series have. */
record KeyedFrame(String key, MetricFrame frame) {}
