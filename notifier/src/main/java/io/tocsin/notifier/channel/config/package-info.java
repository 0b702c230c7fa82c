/** What the sections of receivers have in common. */
@NullMarked
package io.tocsin.notifier.channel.config;

import org.jspecify.annotations.NullMarked;
