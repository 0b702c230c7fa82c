package io.tocsin.streamprocessor.leaf;

import io.tocsin.streamprocessor.report.Report;

/** Where a leaf task's reports go. */
@FunctionalInterface
public interface LeafOutput {

    void report(Report report);
}
