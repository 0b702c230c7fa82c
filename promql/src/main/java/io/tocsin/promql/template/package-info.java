/** The Go-template language of labels and annotations. */
@NullMarked
package io.tocsin.promql.template;

import org.jspecify.annotations.NullMarked;
