package io.tocsin.streamprocessor.query;

import io.tocsin.promql.PromqlException;
import io.tocsin.promql.ast.Expr;
import io.tocsin.promql.eval.Annotations;
import io.tocsin.promql.eval.EvalOptions;
import io.tocsin.promql.eval.Grid;
import io.tocsin.promql.eval.Matrix;
import io.tocsin.promql.eval.Result;
import io.tocsin.promql.plan.Leaf;
import io.tocsin.promql.plan.Merger;
import io.tocsin.promql.plan.PartialMatrix;
import io.tocsin.promql.plan.RootEvaluator;
import io.tocsin.promql.series.SeriesSource;
import io.tocsin.schemas.topics.Topic;
import io.tocsin.schemas.topics.Topics;
import io.tocsin.streamprocessor.leaf.LeafTask;
import io.tocsin.streamprocessor.report.LeafResult;
import io.tocsin.streamprocessor.report.Report;
import io.tocsin.streamprocessor.report.ReportCodec;
import io.tocsin.streamprocessor.topology.LocalTasks;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.apache.kafka.streams.state.HostInfo;
import org.jspecify.annotations.Nullable;

/**
 * Instant queries over everything the instances hold: the leaves go to the partitions, their results come back, the root
 * is finished here. What has been recorded is one more partition, as it is for rules.
 */
public final class QueryService {

    /** Where another instance answers for its partitions; see {@link #leaves}. */
    public static final String LEAVES_PATH = "/internal/leaves";

    /** A stored answer is one part, whatever its size: it goes over HTTP, not through a producer. */
    private static final ReportCodec CODEC = new ReportCodec(Integer.MAX_VALUE);

    private final Topics topics;
    private final LocalTasks tasks;
    private final Peers peers;
    private final EvalOptions options;

    public QueryService(Topics topics, LocalTasks tasks, Peers peers, EvalOptions options) {
        this.topics = topics;
        this.tasks = tasks;
        this.peers = peers;
        this.options = options;
    }

    /** A partition cannot be asked just now; the message says which and why. */
    public static final class UnavailableException extends Exception {
        private static final long serialVersionUID = 1L;

        UnavailableException(String message) {
            super(message);
        }
    }

    /** For a query without a time while there is no default. */
    public static UnavailableException noWatermark() {
        return new UnavailableException("no partition has been evaluated yet; give a time, or try again");
    }

    /** The last instant that every partition here has evaluated: the default time of a query. */
    public OptionalLong watermark() {
        return tasks.leaves().values().stream()
                .mapToLong(leaf -> leaf.progress().done())
                .filter(done -> done != Long.MIN_VALUE)
                .min();
    }

    /**
     * Evaluates an expression at one instant.
     *
     * @throws PromqlException if the expression is at fault
     * @throws UnavailableException if a partition cannot be asked
     */
    public Result instant(String text, long atMillis) throws UnavailableException {
        Expr expr = LeafQuery.parse(text);
        if (RawSamples.isAskedBy(expr)) {
            return raw(expr, atMillis);
        }
        LeafQuery query = new LeafQuery(expr, atMillis, options);
        List<List<LeafResult>> partitions = new ArrayList<>();
        for (int partition = 0; partition < topics.metrics().partitions(); partition++) {
            LeafTask leaf = tasks.leaves().get(partition);
            partitions.add(
                    leaf != null
                            ? query.evaluate(leaf.samples().latest())
                            : remote(topics.metrics().name(), partition, query));
        }
        for (int partition = 0; partition < topics.reports().partitions(); partition++) {
            partitions.addAll(recorded(partition, query));
        }
        return RootEvaluator.evaluate(query.plan(), gather(query, partitions), query.instant(), query.options());
    }

    private Result raw(Expr expr, long atMillis) throws UnavailableException {
        List<LeafResult> all = new ArrayList<>();
        for (Topic<?, ?> topic : List.of(topics.metrics(), topics.reports())) {
            for (int partition = 0; partition < topic.partitions(); partition++) {
                List<SeriesSource> here = here(topic.name(), partition);
                if (here == null) {
                    all.addAll(remote(topic.name(), partition, expr, atMillis));
                } else {
                    here.forEach(source -> all.addAll(RawSamples.evaluate(expr, atMillis, source, options)));
                }
            }
        }
        return new Result(RawSamples.joined(all), Annotations.NONE);
    }

    /** What this instance holds of a partition: its samples, or what was recorded; null if it does not hold it. */
    private @Nullable List<SeriesSource> here(String topic, int partition) {
        if (topic.equals(topics.reports().name())) {
            return tasks.recorded(partition);
        }
        LeafTask leaf = topic.equals(topics.metrics().name()) ? tasks.leaves().get(partition) : null;
        return leaf == null ? null : List.of(leaf.samples().latest());
    }

    private List<List<LeafResult>> recorded(int partition, LeafQuery query) throws UnavailableException {
        List<SeriesSource> here = tasks.recorded(partition);
        if (here == null) {
            return List.of(remote(topics.reports().name(), partition, query));
        }
        List<List<LeafResult>> results = new ArrayList<>();
        here.forEach(source -> results.add(query.evaluate(source)));
        return results;
    }

    private static List<Matrix> gather(LeafQuery query, List<List<LeafResult>> partitions) {
        List<Matrix> gathered = new ArrayList<>();
        List<Leaf> leaves = query.plan().leaves();
        for (int i = 0; i < leaves.size(); i++) {
            List<PartialMatrix> partials = new ArrayList<>();
            for (List<LeafResult> results : partitions) {
                if (!results.isEmpty()) {
                    partials.add(LeafQuery.values(results.get(i)));
                }
            }
            gathered.add(Merger.merge(leaves.get(i), partials));
        }
        return gathered;
    }

    private List<LeafResult> remote(String topic, int partition, LeafQuery query) throws UnavailableException {
        return remote(topic, partition, query.plan().expr(), query.instant().startMillis());
    }

    private List<LeafResult> remote(String topic, int partition, Expr expr, long atMillis) throws UnavailableException {
        HostInfo owner = peers.ownerOf(topic, partition)
                .orElseThrow(() -> new UnavailableException(
                        "nobody owns partition " + partition + " of " + topic + " just now; try again"));
        String text = URLEncoder.encode(expr.toString(), StandardCharsets.UTF_8);
        String path =
                LEAVES_PATH + "?topic=" + topic + "&partition=" + partition + "&time=" + atMillis + "&query=" + text;
        try {
            return ReportCodec.decode(peers.get(owner, path)).report().results();
        } catch (IOException e) {
            throw new UnavailableException(
                    "partition " + partition + " of " + topic + " cannot be asked: " + e.getMessage());
        }
    }

    /**
     * Answers another instance: the leaves of a query over one partition that lives here.
     *
     * @return a report, encoded
     * @throws UnavailableException if the partition does not live here
     */
    public byte[] leaves(String topic, int partition, String text, long atMillis) throws UnavailableException {
        Expr expr = LeafQuery.parse(text);
        List<SeriesSource> here = here(topic, partition);
        if (here == null) {
            throw new UnavailableException("partition " + partition + " of " + topic + " does not live here");
        }
        List<LeafResult> results = new ArrayList<>();
        if (RawSamples.isAskedBy(expr)) {
            here.forEach(source -> results.addAll(RawSamples.evaluate(expr, atMillis, source, options)));
        } else {
            results.addAll(merged(new LeafQuery(expr, atMillis, options), here));
        }
        Report report =
                new Report("", partition, new Report.Span(atMillis - 1, atMillis), List.of(), List.of(), results);
        List<byte[]> parts = new ArrayList<>();
        CODEC.encode(report, parts::add);
        return parts.getFirst();
    }

    /** Several namespaces of one partition speak as one: their rows stand one after the other. */
    private static List<LeafResult> merged(LeafQuery query, List<SeriesSource> sources) {
        List<LeafResult> merged = new ArrayList<>();
        List<List<LeafResult>> all = sources.stream().map(query::evaluate).toList();
        for (int i = 0; !all.isEmpty() && i < query.plan().leaves().size(); i++) {
            List<PartialMatrix.Row> rows = new ArrayList<>();
            for (List<LeafResult> results : all) {
                rows.addAll(LeafQuery.values(results.get(i)).rows());
            }
            PartialMatrix first = LeafQuery.values(all.getFirst().get(i));
            Grid grid = first.grid();
            merged.add(new LeafResult.Values(
                    query.plan().leaves().get(i).id(), new PartialMatrix(grid, first.components(), rows)));
        }
        return merged;
    }
}
