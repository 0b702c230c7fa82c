/** Ways to reach a receiver. */
@NullMarked
package io.tocsin.notifier.channel;

import org.jspecify.annotations.NullMarked;
