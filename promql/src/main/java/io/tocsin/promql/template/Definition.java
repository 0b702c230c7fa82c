package io.tocsin.promql.template;

import java.util.List;

/** A named template: what {@code define} and {@code block} make. */
record Definition(TemplateSource source, List<Node> nodes) {

    Definition {
        nodes = List.copyOf(nodes);
    }
}
