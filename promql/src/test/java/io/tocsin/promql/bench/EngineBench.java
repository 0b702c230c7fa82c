package io.tocsin.promql.bench;

import io.tocsin.promql.ast.Expr;
import io.tocsin.promql.eval.Engine;
import io.tocsin.promql.eval.EvalOptions;
import io.tocsin.promql.eval.Grid;
import io.tocsin.promql.eval.Result;
import io.tocsin.promql.parse.ParseOptions;
import io.tocsin.promql.parse.PromqlParser;
import io.tocsin.schemas.labels.Labels;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Instant queries over windows of 20 samples. One operation is one query; 50 000 series are a million samples. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class EngineBench {

    private static final int WINDOW = 20;
    private static final long STEP = 15_000;
    private static final Grid NOW = Grid.instant(WINDOW * STEP);
    private static final List<String> BOUNDS = List.of("0.1", "0.25", "0.5", "1", "2.5", "5", "10", "30", "60", "+Inf");

    private final Engine engine = new Engine();
    private final BenchSeries counters = new BenchSeries(50_000, WINDOW, STEP, EngineBench::counter);
    private final BenchSeries pairs = new BenchSeries(20_000, 1, WINDOW * STEP, EngineBench::pair);
    private final Expr rate = parse("rate(x_total[5m])");
    private final Expr sumOfRate = parse("sum by (le, route) (rate(x_total[5m]))");
    private final Expr quantile = parse("histogram_quantile(0.9, sum by (le, route) (rate(x_total[5m])))");
    private final Expr join = parse("left / on (job, instance) right");

    private static Labels counter(int i) {
        return Labels.of(
                Labels.METRIC_NAME,
                "x_total",
                "job",
                "bench",
                "instance",
                "host-" + i / 100,
                "route",
                "/r" + i / 10 % 500,
                "le",
                BOUNDS.get(i % 10),
                "n",
                String.valueOf(i));
    }

    private static Labels pair(int i) {
        return Labels.of(
                Labels.METRIC_NAME, i % 2 == 0 ? "left" : "right", "job", "bench", "instance", "host-" + i / 2);
    }

    private static Expr parse(String query) {
        return PromqlParser.parse(query, ParseOptions.STABLE);
    }

    private Result run(Expr expr, BenchSeries series) {
        return engine.evaluate(expr, NOW, series, EvalOptions.defaults());
    }

    @Benchmark
    public Result rateOf50000Series() {
        return run(rate, counters);
    }

    @Benchmark
    public Result sumByOfRateOf50000Series() {
        return run(sumOfRate, counters);
    }

    @Benchmark
    public Result histogramQuantileOf5000Buckets() {
        return run(quantile, counters);
    }

    @Benchmark
    public Result joinOf10000With10000() {
        return run(join, pairs);
    }

    /** @param args as JMH takes them, such as {@code -f 3 -wi 5 -i 10} for more certain figures */
    public static void main(String[] args) throws RunnerException, CommandLineOptionException {
        new Runner(new OptionsBuilder()
                        .parent(new CommandLineOptions(args))
                        .include(EngineBench.class.getSimpleName())
                        .addProfiler(GCProfiler.class)
                        .build())
                .run();
    }
}
