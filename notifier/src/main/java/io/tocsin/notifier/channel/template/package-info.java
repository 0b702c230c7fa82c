/** Templates of messages, as Alertmanager has them. */
@NullMarked
package io.tocsin.notifier.channel.template;

import org.jspecify.annotations.NullMarked;
