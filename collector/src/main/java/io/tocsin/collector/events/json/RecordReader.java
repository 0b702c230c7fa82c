package io.tocsin.collector.events.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tocsin.schemas.wire.TrustedClasses;
import java.io.IOException;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificData;
import org.jspecify.annotations.Nullable;

/** A record: every field by its name in the Avro schema, each once, and none besides. */
final class RecordReader implements ValueReader {

    static {
        TrustedClasses.register();
    }

    private record FieldReader(Schema.Field field, ValueReader reader) {}

    private final Schema schema;
    private final SpecificData model;
    private final Map<String, FieldReader> fields = new LinkedHashMap<>();

    RecordReader(Schema schema, ValueReaders readers) {
        this.schema = schema;
        this.model = SpecificData.getForSchema(schema);
        for (Schema.Field field : schema.getFields()) {
            fields.put(field.name(), new FieldReader(field, readers.of(field.schema(), FieldRules.of(field))));
        }
    }

    @Override
    public @Nullable Object read(JsonParser in, ElementProblems problems) throws IOException {
        if (!in.isExpectedStartObjectToken()) {
            return ValueReader.otherThan("an object", in, problems);
        }
        IndexedRecord into = (IndexedRecord) model.newRecord(null, schema);
        BitSet seen = new BitSet();
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String name = in.currentName();
            in.nextToken();
            int before = problems.enter(name);
            field(name, in, into, seen, problems);
            problems.leave(before);
        }
        complete(into, seen, problems);
        return into;
    }

    private void field(String name, JsonParser in, IndexedRecord into, BitSet seen, ElementProblems problems)
            throws IOException {
        FieldReader known = fields.get(name);
        if (known == null) {
            problems.add(EventReason.UNKNOWN_FIELD, "there is no such field" + DidYouMean.of(name, fields.keySet()));
            in.skipChildren();
            return;
        }
        int position = known.field.pos();
        if (seen.get(position)) {
            problems.add(EventReason.DUPLICATE_FIELD, "is given twice");
        }
        seen.set(position);
        Object value = known.reader.read(in, problems);
        if (problems.isEmpty()) {
            into.put(position, value);
        }
    }

    private void complete(IndexedRecord record, BitSet seen, ElementProblems problems) {
        for (Schema.Field field : schema.getFields()) {
            if (seen.get(field.pos())) {
                continue;
            }
            if (field.hasDefaultValue()) {
                record.put(field.pos(), model.deepCopy(field.schema(), model.getDefaultValue(field)));
            } else {
                problems.addAt(field.name(), EventReason.MISSING_FIELD, "is required");
            }
        }
    }
}
