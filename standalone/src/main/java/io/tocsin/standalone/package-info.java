/** The tocsin command: everything in one process on an embedded Kafka. */
@NullMarked
package io.tocsin.standalone;

import org.jspecify.annotations.NullMarked;
