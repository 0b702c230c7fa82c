package io.tocsin.schemas.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.jspecify.annotations.Nullable;

/** Every released version of every record's schema, and the current ones: what records without a registry name. */
final class CompiledSchemas {

    /** The records that stand in topics. */
    static final List<String> RECORDS = List.of(
            "ActivityEvent",
            "AlertTransition",
            "Command",
            "MetricFrame",
            "MigrationEvent",
            "NotificationEntry",
            "OperatorAction",
            "ReserveSnapshot",
            "RuleGroupVersion");

    private static final CompiledSchemas INSTANCE = new CompiledSchemas();

    private final Map<Long, Schema> byFingerprint = new HashMap<>();

    private CompiledSchemas() {
        for (String record : RECORDS) {
            int version = 1;
            for (Schema schema = released(record, version); schema != null; schema = released(record, ++version)) {
                byFingerprint.putIfAbsent(SchemaNormalization.parsingFingerprint64(schema), schema);
            }
        }
    }

    static CompiledSchemas instance() {
        return INSTANCE;
    }

    @Nullable
    Schema byFingerprint(long fingerprint) {
        return byFingerprint.get(fingerprint);
    }

    /** @return null if there is no such version */
    static @Nullable Schema released(String record, int version) {
        return resource("/released/" + record + "/" + version + ".avsc");
    }

    static @Nullable Schema resource(String path) {
        try (InputStream in = CompiledSchemas.class.getResourceAsStream(path)) {
            return in == null ? null : new Schema.Parser().parse(in);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
    }
}
