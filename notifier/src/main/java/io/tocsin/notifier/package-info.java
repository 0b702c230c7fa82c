/** Alerts become notifications, and notifications reach people. */
@NullMarked
package io.tocsin.notifier;

import org.jspecify.annotations.NullMarked;
