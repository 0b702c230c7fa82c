/** The Kafka Streams topology around the decisions, and their way into and out of the log. */
@NullMarked
package io.tocsin.notifier.topology;

import org.jspecify.annotations.NullMarked;
