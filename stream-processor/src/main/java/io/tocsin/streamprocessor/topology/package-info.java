/** The core in Kafka Streams: thin processors around the leaf and the root. */
@NullMarked
package io.tocsin.streamprocessor.topology;

import org.jspecify.annotations.NullMarked;
