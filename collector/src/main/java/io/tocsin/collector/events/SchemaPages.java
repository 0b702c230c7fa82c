package io.tocsin.collector.events;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.helidon.webserver.http.HttpRouting;
import io.tocsin.collector.events.json.AvroToJsonSchema;
import io.tocsin.collector.events.json.JsonLimits;
import io.tocsin.collector.http.Answers;

/** The JSON Schemas of the events, for people and for programs that want to know before they send. */
final class SchemaPages {

    private static final String PATH = "/schemas";
    private static final String SCHEMA = "application/schema+json";

    private final JsonLimits limits;

    SchemaPages(JsonLimits limits) {
        this.limits = limits;
    }

    void register(HttpRouting.Builder routes) {
        String index = index().toPrettyString();
        routes.get(PATH, (request, response) -> Answers.json(response, 200, index));
        for (EventKind kind : EventKind.values()) {
            String schema =
                    AvroToJsonSchema.of(kind.schema(), kind.label(), limits).toPrettyString();
            routes.get(PATH + "/" + kind.label(), (request, response) -> Answers.send(response, 200, SCHEMA, schema));
        }
    }

    private static ObjectNode index() {
        ObjectNode index = new ObjectMapper().createObjectNode();
        ArrayNode schemas = index.putArray("schemas");
        for (EventKind kind : EventKind.values()) {
            schemas.addObject()
                    .put("name", kind.label())
                    .put("title", kind.schema().getName())
                    .put("description", kind.schema().getDoc())
                    .put("schema", PATH + "/" + kind.label())
                    .put("post", kind.path());
        }
        return index;
    }
}
