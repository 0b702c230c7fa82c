package io.tocsin.schemas.wire;

import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;

/** Writes maps in the order of their keys, whatever map holds them: equal records are equal bytes. */
final class SortedMapWriter<T> extends SpecificDatumWriter<T> {

    SortedMapWriter(Schema schema, SpecificData model) {
        super(schema, model);
    }

    @Override
    protected Iterable<Map.Entry<Object, Object>> getMapEntries(Object map) {
        TreeMap<Object, Object> sorted = new TreeMap<>();
        ((Map<?, ?>) map).forEach(sorted::put);
        return sorted.entrySet();
    }
}
