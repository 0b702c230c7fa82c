/** Templates of messages, tested. */
@NullMarked
package io.tocsin.notifier.channel.template;

import org.jspecify.annotations.NullMarked;
