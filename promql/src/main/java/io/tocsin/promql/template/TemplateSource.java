package io.tocsin.promql.template;

import io.tocsin.promql.text.TextPosition;

/** A template's name and text. */
record TemplateSource(String name, String text) {

    TextPosition position(int offset) {
        return TextPosition.of(text, offset);
    }

    TemplateException error(int offset, String message) {
        return new TemplateException(name, position(offset), message);
    }
}
