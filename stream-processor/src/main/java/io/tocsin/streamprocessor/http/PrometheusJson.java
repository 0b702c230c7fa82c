package io.tocsin.streamprocessor.http;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.promql.eval.Matrix;
import io.tocsin.promql.eval.Value;
import io.tocsin.promql.text.GoFloat;
import io.tocsin.schemas.avro.RuleDefinition;
import io.tocsin.schemas.avro.RuleGroupVersion;
import io.tocsin.schemas.avro.RuleKind;
import io.tocsin.schemas.labels.Labels;
import io.tocsin.streamprocessor.alert.ActiveAlert;
import io.tocsin.streamprocessor.alert.AlertState;
import io.tocsin.streamprocessor.root.NamespaceView;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The answers of Prometheus' HTTP API, version 1. */
final class PrometheusJson {

    static final JsonMapper MAPPER = new JsonMapper();

    private PrometheusJson() {}

    static ObjectNode success(ObjectNode data) {
        ObjectNode answer = MAPPER.createObjectNode().put("status", "success");
        answer.set("data", data);
        return answer;
    }

    static ObjectNode error(String type, String message) {
        return MAPPER.createObjectNode()
                .put("status", "error")
                .put("errorType", type)
                .put("error", message);
    }

    static ObjectNode alerts(List<NamespaceView> namespaces) {
        ObjectNode data = MAPPER.createObjectNode();
        ArrayNode alerts = data.putArray("alerts");
        for (NamespaceView namespace : namespaces) {
            for (NamespaceView.GroupView group : namespace.groups()) {
                group.rules().forEach(rule -> rule.alerts().forEach(alert -> alerts.add(alert(alert))));
            }
        }
        return data;
    }

    private static ObjectNode alert(ActiveAlert alert) {
        ObjectNode json = MAPPER.createObjectNode();
        json.set("labels", object(alert.labels().toMap()));
        json.set("annotations", object(alert.annotations()));
        json.put("state", alert.state().label());
        json.put("activeAt", Instant.ofEpochMilli(alert.times().activeAt()).toString());
        if (alert.times().keepFiringSince() != ActiveAlert.NEVER) {
            Instant since = Instant.ofEpochMilli(alert.times().keepFiringSince());
            json.put("keepFiringSince", since.toString());
        }
        return json.put("value", GoFloat.format(alert.value(), 'e', GoFloat.SHORTEST));
    }

    /** Beside what Prometheus has: each group's namespace, source, version and time it is effective from. */
    static ObjectNode rules(List<NamespaceView> namespaces) {
        ObjectNode data = MAPPER.createObjectNode();
        ArrayNode groups = data.putArray("groups");
        for (NamespaceView namespace : namespaces) {
            namespace.groups().forEach(group -> groups.add(group(group)));
        }
        return data;
    }

    private static ObjectNode group(NamespaceView.GroupView group) {
        RuleGroupVersion version = group.version().definition();
        ObjectNode json = MAPPER.createObjectNode();
        json.put("name", version.getGroup()).put("file", version.getSource());
        json.put("namespace", version.getNamespace()).put("source", version.getSource());
        json.put("version", version.getRevision()).put("content", version.getVersion());
        Long from = version.getEffectiveFrom();
        json.put("effectiveFrom", from == null ? "" : Instant.ofEpochMilli(from).toString());
        json.put("interval", version.getIntervalMillis() / 1000.0);
        json.put("queryOffset", version.getQueryOffsetMillis() / 1000.0).put("limit", version.getLimit());
        ArrayNode rules = json.putArray("rules");
        group.rules().forEach(rule -> rules.add(rule(rule)));
        return json;
    }

    private static ObjectNode rule(NamespaceView.RuleView rule) {
        RuleDefinition definition = rule.rule().definition();
        ObjectNode json = MAPPER.createObjectNode();
        json.put("name", definition.getName()).put("query", definition.getExpr());
        json.set("labels", object(definition.getLabels()));
        if (definition.getKind() == RuleKind.ALERT) {
            json.put("duration", definition.getForMillis() / 1000.0);
            json.put("keepFiringFor", definition.getKeepFiringForMillis() / 1000.0);
            json.set("annotations", object(definition.getAnnotations()));
            ArrayNode alerts = json.putArray("alerts");
            rule.alerts().forEach(alert -> alerts.add(alert(alert)));
            json.put("state", state(rule.alerts())).put("type", "alerting");
        } else {
            json.put("type", "recording");
        }
        String error = rule.health() == null ? null : rule.health().error();
        json.put("health", rule.health() == null ? "unknown" : error == null ? "ok" : "err");
        if (error != null) {
            json.put("lastError", error);
        }
        if (rule.health() != null) {
            json.put("lastEvaluation", Instant.ofEpochMilli(rule.health().at()).toString());
        }
        return json;
    }

    private static String state(List<ActiveAlert> alerts) {
        if (alerts.isEmpty()) {
            return "inactive";
        }
        return alerts.stream().anyMatch(alert -> alert.state() == AlertState.FIRING) ? "firing" : "pending";
    }

    /** The result of an instant query. */
    static ObjectNode instant(Value value, long atMillis) {
        ObjectNode data = MAPPER.createObjectNode();
        switch (value) {
            case Matrix matrix -> {
                data.put("resultType", "vector");
                ArrayNode result = data.putArray("result");
                for (Matrix.Row row : matrix.series()) {
                    if (row.present().get(0)) {
                        ObjectNode sample = result.addObject();
                        sample.set("metric", labels(row.labels()));
                        sample.set("value", point(atMillis, row.values()[0]));
                    }
                }
            }
            case Value.Scalar scalar -> {
                data.put("resultType", "scalar");
                data.set("result", point(atMillis, scalar.values()[0]));
            }
            case Value.Text text -> {
                data.put("resultType", "string");
                data.putArray("result").add(seconds(atMillis)).add(text.text());
            }
            case Value.RangeVector range -> {
                data.put("resultType", "matrix");
                ArrayNode result = data.putArray("result");
                for (Value.RangeVector.Series series : range.series()) {
                    ObjectNode json = result.addObject();
                    json.set("metric", labels(series.labels()));
                    ArrayNode values = json.putArray("values");
                    for (int i = 0; i < series.timestamps().length; i++) {
                        values.add(point(series.timestamps()[i], series.values()[i]));
                    }
                }
            }
        }
        return data;
    }

    private static ArrayNode point(long millis, double value) {
        return MAPPER.createArrayNode().add(seconds(millis)).add(GoFloat.plain(value));
    }

    /** Without an exponent, and without a fraction that is none. */
    private static BigDecimal seconds(long millis) {
        return millis % 1000 == 0 ? BigDecimal.valueOf(millis / 1000) : BigDecimal.valueOf(millis, 3);
    }

    private static ObjectNode labels(Labels labels) {
        return object(labels.toMap());
    }

    private static ObjectNode object(Map<String, String> strings) {
        ObjectNode json = MAPPER.createObjectNode();
        strings.forEach(json::put);
        return json;
    }
}
