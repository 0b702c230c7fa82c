/** The shared language: Avro schemas, serdes, the list of topics, labels and matchers, configuration files. */
@NullMarked
package io.tocsin.schemas;

import org.jspecify.annotations.NullMarked;
