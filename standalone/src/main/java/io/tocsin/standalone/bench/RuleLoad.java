package io.tocsin.standalone.bench;

/** Rules over the series of {@link Exporter}, evaluated every 15 seconds, none of which ever fires. */
final class RuleLoad {
    private static final int A_GROUP = 50;

    private RuleLoad() {}

    /** Half of them rates, three tenths sums, the rest quantiles of histograms; as a rule file. */
    static String of(int rules) {
        StringBuilder file = new StringBuilder("groups:\n");
        for (int rule = 0; rule < rules; rule++) {
            if (rule % A_GROUP == 0) {
                file.append("  - name: bench-").append(rule / A_GROUP).append("\n    interval: 15s\n    rules:\n");
            }
            file.append("      - alert: Bench").append(rule).append("\n        expr: ");
            file.append(expression(rule)).append('\n');
        }
        return rules == 0 ? "groups: []\n" : file.toString();
    }

    private static String expression(int rule) {
        int counter = rule % Exporter.COUNTERS;
        String rate = "rate(bench_requests_" + counter + "_total[1m])";
        return switch (rule % 10) {
            case 0, 1, 2, 3, 4 -> {
                int code = rule / Exporter.COUNTERS % Exporter.CODES;
                yield "rate(bench_requests_" + counter + "_total{code=\"" + code + "00\"}[1m]) > " + (1_000_000 + rule);
            }
            case 5, 6, 7 -> "sum by (job) (" + rate + ") > " + (1_000_000_000 + rule);
            default ->
                "histogram_quantile(0.9, sum by (le) (rate(bench_latency_" + rule % Exporter.HISTOGRAMS
                        + "_bucket[1m]))) > " + (1_000_000 + rule);
        };
    }
}
