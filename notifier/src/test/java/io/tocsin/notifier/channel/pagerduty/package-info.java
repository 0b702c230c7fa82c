/** PagerDuty, tested. */
@NullMarked
package io.tocsin.notifier.channel.pagerduty;

import org.jspecify.annotations.NullMarked;
