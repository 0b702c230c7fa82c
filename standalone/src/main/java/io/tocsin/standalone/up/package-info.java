/** The command {@code up}: every service in this process, on an embedded Kafka. */
@NullMarked
package io.tocsin.standalone.up;

import org.jspecify.annotations.NullMarked;
