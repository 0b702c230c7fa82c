/** Slack, tested. */
@NullMarked
package io.tocsin.notifier.channel.slack;

import org.jspecify.annotations.NullMarked;
