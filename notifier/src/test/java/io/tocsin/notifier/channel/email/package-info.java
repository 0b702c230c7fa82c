/** E-mail, tested. */
@NullMarked
package io.tocsin.notifier.channel.email;

import org.jspecify.annotations.NullMarked;
