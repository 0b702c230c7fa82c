/** SMS, tested. */
@NullMarked
package io.tocsin.notifier.channel.sms;

import org.jspecify.annotations.NullMarked;
