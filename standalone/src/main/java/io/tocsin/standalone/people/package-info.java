/** Stand-ins for those who are told: they answer as PagerDuty, Slack, Twilio, webhooks and mail servers do, on 127.0.0.1. */
@NullMarked
package io.tocsin.standalone.people;

import org.jspecify.annotations.NullMarked;
