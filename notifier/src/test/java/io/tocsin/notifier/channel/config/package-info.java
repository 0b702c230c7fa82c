/** Sections of receivers, tested. */
@NullMarked
package io.tocsin.notifier.channel.config;

import org.jspecify.annotations.NullMarked;
