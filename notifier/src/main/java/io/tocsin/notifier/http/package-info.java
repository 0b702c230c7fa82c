/** What the notifier answers over HTTP. */
@NullMarked
package io.tocsin.notifier.http;

import org.jspecify.annotations.NullMarked;
