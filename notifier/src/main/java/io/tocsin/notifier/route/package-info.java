/** Which receivers an alert goes to, and with which others it is grouped. */
@NullMarked
package io.tocsin.notifier.route;

import org.jspecify.annotations.NullMarked;
