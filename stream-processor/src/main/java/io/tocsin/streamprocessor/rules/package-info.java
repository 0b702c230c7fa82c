/** Rule versions: parsed once, when they arrive, and ordered by position in the log. */
@NullMarked
package io.tocsin.streamprocessor.rules;

import org.jspecify.annotations.NullMarked;
