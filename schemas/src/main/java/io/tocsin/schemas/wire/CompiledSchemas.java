package io.tocsin.schemas.wire;

import io.tocsin.schemas.avro.ActivityEvent;
import io.tocsin.schemas.avro.AlertTransition;
import io.tocsin.schemas.avro.Command;
import io.tocsin.schemas.avro.MigrationEvent;
import io.tocsin.schemas.avro.NotificationEntry;
import io.tocsin.schemas.avro.OperatorAction;
import io.tocsin.schemas.avro.ReserveSnapshot;
import io.tocsin.schemas.avro.RuleGroupVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.jspecify.annotations.Nullable;

/** Every released version of every record's schema, and the current ones: what records without a registry name. */
final class CompiledSchemas {

    /** Of the records that stand in topics. */
    static final List<Schema> CURRENT = List.of(
            ActivityEvent.getClassSchema(),
            AlertTransition.getClassSchema(),
            Command.getClassSchema(),
            required("/avro/MetricFrame.avsc"),
            MigrationEvent.getClassSchema(),
            NotificationEntry.getClassSchema(),
            OperatorAction.getClassSchema(),
            ReserveSnapshot.getClassSchema(),
            RuleGroupVersion.getClassSchema());

    private static final CompiledSchemas INSTANCE = new CompiledSchemas();

    private final Map<Long, Schema> byFingerprint = new HashMap<>();

    private CompiledSchemas() {
        for (Schema current : CURRENT) {
            add(current);
            int version = 1;
            for (Schema old = released(current, version); old != null; old = released(current, ++version)) {
                add(old);
            }
        }
    }

    private void add(Schema schema) {
        byFingerprint.putIfAbsent(SchemaNormalization.parsingFingerprint64(schema), schema);
    }

    static CompiledSchemas instance() {
        return INSTANCE;
    }

    @Nullable
    Schema byFingerprint(long fingerprint) {
        return byFingerprint.get(fingerprint);
    }

    /** @return null if there is no such version; they begin at 1 */
    static @Nullable Schema released(Schema record, int version) {
        return resource("/released/" + record.getName() + "/" + version + ".avsc");
    }

    private static Schema required(String path) {
        return Objects.requireNonNull(resource(path), path);
    }

    private static @Nullable Schema resource(String path) {
        try (InputStream in = CompiledSchemas.class.getResourceAsStream(path)) {
            return in == null ? null : new Schema.Parser().parse(in);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
    }
}
