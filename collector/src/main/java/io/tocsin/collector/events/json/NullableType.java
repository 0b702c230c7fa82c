package io.tocsin.collector.events.json;

import java.util.List;
import org.apache.avro.Schema;

/** The one kind of union that events have: a type, or null. */
final class NullableType {

    private NullableType() {}

    /** @throws IllegalArgumentException if the union is another */
    static Schema of(Schema union) {
        List<Schema> types = union.getTypes().stream()
                .filter(type -> type.getType() != Schema.Type.NULL)
                .toList();
        if (types.size() != 1 || union.getTypes().size() != 2) {
            throw new IllegalArgumentException("not null or one other type: " + union);
        }
        return types.getFirst();
    }
}
