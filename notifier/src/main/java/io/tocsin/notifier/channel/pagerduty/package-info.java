/** PagerDuty, over its Events API v2. */
@NullMarked
package io.tocsin.notifier.channel.pagerduty;

import org.jspecify.annotations.NullMarked;
