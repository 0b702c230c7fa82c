package io.tocsin.streamprocessor.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.promql.text.GoFloat;
import io.tocsin.schemas.avro.Command;
import io.tocsin.streamprocessor.commandlog.Batch;
import io.tocsin.streamprocessor.commandlog.ListedCommand;
import io.tocsin.streamprocessor.control.KillSwitch;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Commands in JSON. */
final class CommandJson {

    private CommandJson() {}

    /** As everybody may see it. */
    static ObjectNode of(ListedCommand listed) {
        ObjectNode json = of(listed.command()).put("state", listed.state().label());
        if (!listed.reversedBy().isEmpty()) {
            json.put("reversedBy", listed.reversedBy());
        }
        return json;
    }

    /** As a consumer gets it. */
    static ObjectNode of(Batch batch) {
        ObjectNode data = PrometheusJson.MAPPER.createObjectNode();
        ArrayNode commands = data.putArray("commands");
        for (Batch.Handed handed : batch.commands()) {
            commands.add(of(handed.command())
                    .put("expiresInMillis", handed.expiresInMillis())
                    .put("cursor", handed.cursor().toString()));
        }
        return data.put("cursor", batch.cursor().toString());
    }

    private static ObjectNode of(Command command) {
        ObjectNode json = PrometheusJson.MAPPER.createObjectNode();
        json.put("id", command.getId()).put("name", command.getName()).put("target", command.getTarget());
        json.put("at", Instant.ofEpochMilli(command.getAt()).toString());
        json.put(
                "expiresAt",
                Instant.ofEpochMilli(command.getAt() + command.getTtlMillis()).toString());
        json.put("dryRun", command.getDryRun());
        if (command.getReversalOf() != null) {
            json.put("reversalOf", command.getReversalOf());
        }
        if (command.getSuppressed() != null) {
            json.put("suppressed", command.getSuppressed().name().toLowerCase(Locale.ROOT));
        }
        json.put("rule", command.getRule()).put("value", GoFloat.plain(command.getValue()));
        json.put("fingerprint", command.getFingerprint()).put("episode", command.getEpisode());
        json.set("labels", object(command.getLabels()));
        json.set("evidence", object(command.getEvidence()));
        json.set("parameters", object(command.getParameters()));
        return json;
    }

    private static ObjectNode object(Map<String, String> strings) {
        ObjectNode json = PrometheusJson.MAPPER.createObjectNode();
        new TreeMap<>(strings).forEach(json::put);
        return json;
    }

    /** Of the kill switch. */
    static ObjectNode position(KillSwitch.Position position) {
        return PrometheusJson.MAPPER
                .createObjectNode()
                .put("stopped", position.stopped())
                .put("by", position.by())
                .put("reason", position.reason())
                .put("since", position.since());
    }
}
