package io.tocsin.collector.probe;

import io.tocsin.collector.fetch.Fetched;
import io.tocsin.collector.fetch.Phase;
import io.tocsin.collector.intake.Intake;
import io.tocsin.collector.intake.SampleBatch;
import io.tocsin.collector.intake.Series;
import io.tocsin.collector.scrape.Staleness;
import io.tocsin.schemas.labels.Labels;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * The series of one probe, under blackbox_exporter's names. All of them stand after each probe, whatever became of it, but
 * for the expiry of a certificate, which ends where none is shown.
 */
final class ProbeSeries {

    static final int SIZE = 14;

    private final Series success;
    private final Series duration;
    private final Series status;
    private final Series length;
    private final Series secure;
    private final Series redirects;
    private final Series regex;
    private final Series expiry;
    private final Map<Phase, Series> phases = new EnumMap<>(Phase.class);
    private boolean hadExpiry;

    ProbeSeries(Labels labels, Intake intake) {
        this.success = intake.series(labels.with(Labels.METRIC_NAME, "probe_success"));
        this.duration = intake.series(labels.with(Labels.METRIC_NAME, "probe_duration_seconds"));
        this.status = intake.series(labels.with(Labels.METRIC_NAME, "probe_http_status_code"));
        this.length = intake.series(labels.with(Labels.METRIC_NAME, "probe_http_content_length"));
        this.secure = intake.series(labels.with(Labels.METRIC_NAME, "probe_http_ssl"));
        this.redirects = intake.series(labels.with(Labels.METRIC_NAME, "probe_http_redirects"));
        this.regex = intake.series(labels.with(Labels.METRIC_NAME, "probe_failed_due_to_regex"));
        this.expiry = intake.series(labels.with(Labels.METRIC_NAME, "probe_ssl_earliest_cert_expiry"));
        Labels phase = labels.with(Labels.METRIC_NAME, "probe_http_duration_seconds");
        for (Phase each : Phase.values()) {
            phases.put(each, intake.series(phase.with("phase", each.label())));
        }
    }

    void add(SampleBatch batch, long atMillis, Fetched fetched, Verdict verdict, Duration took) {
        batch.add(success, atMillis, verdict.success() ? 1 : 0);
        batch.add(duration, atMillis, seconds(took));
        batch.add(status, atMillis, fetched.response().status());
        batch.add(length, atMillis, (double) fetched.response().contentLength());
        batch.add(secure, atMillis, fetched.secure() ? 1 : 0);
        batch.add(redirects, atMillis, fetched.redirects());
        batch.add(regex, atMillis, verdict.failedByRegex() ? 1 : 0);
        phases.forEach((phase, series) -> batch.add(
                series,
                atMillis,
                seconds(Objects.requireNonNull(fetched.phases().get(phase)))));
        boolean shown = fetched.certificateExpiry().isPresent();
        if (shown) {
            batch.add(
                    expiry, atMillis, (double) fetched.certificateExpiry().get().getEpochSecond());
        } else if (hadExpiry) {
            batch.add(expiry, atMillis, Staleness.MARKER);
        }
        hadExpiry = shown;
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
