package io.tocsin.collector.otlp;

import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.tocsin.collector.intake.Intake;
import java.time.InstantSource;
import java.util.Set;

/** A request to a batch, by the OpenTelemetry–Prometheus mapping. Thread-safe. */
final class OtlpTranslator {

    private final Intake intake;
    private final int mostSamples;
    private final KnownSeries known;
    private final DeltaSums deltas;
    private final Set<String> promoted;
    private final boolean scopeLabels;

    OtlpTranslator(
            Intake intake, OtlpLimits limits, OtlpSettings settings, InstantSource clock, MeterRegistry registry) {
        this.intake = intake;
        this.mostSamples = limits.samples();
        this.known = new KnownSeries(intake, limits.rememberedSeries());
        this.deltas = new DeltaSums(settings, clock, registry);
        this.promoted = Set.copyOf(settings.promotedAttributes());
        this.scopeLabels = settings.scopeLabels();
    }

    /** @throws OtlpException if the request makes too many samples; then nothing of it is added up */
    Translated translate(ExportMetricsServiceRequest request) throws OtlpException {
        long samples = SampleCount.of(request);
        if (samples > mostSamples) {
            throw OtlpException.tooLarge("a request of " + samples + " samples; at most " + mostSamples + " are taken");
        }
        Translation translation = new Translation(intake, deltas, (int) samples + request.getResourceMetricsCount());
        request.getResourceMetricsList().forEach(resource -> resource(resource, translation));
        return translation.end();
    }

    private void resource(ResourceMetrics metrics, Translation into) {
        ResourceLabels resource = ResourceLabels.of(metrics.getResource().getAttributesList(), promoted);
        into.nextResource();
        for (ScopeMetrics scope : metrics.getScopeMetricsList()) {
            PointLabels labels = PointLabels.of(resource, scope, scopeLabels);
            for (Metric metric : scope.getMetricsList()) {
                MetricTranslation.translate(metric, labels, known, into);
            }
        }
        resource.targetInfo().map(known::number).ifPresent(into::describeResource);
    }
}
