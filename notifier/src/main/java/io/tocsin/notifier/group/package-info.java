/** What a group of alerts is told, when and why: plain decisions, functions of state and time. */
@NullMarked
package io.tocsin.notifier.group;

import org.jspecify.annotations.NullMarked;
