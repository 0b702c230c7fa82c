/** What becomes of rules on their way into the log. */
@NullMarked
package io.tocsin.streamprocessor.control;

import org.jspecify.annotations.NullMarked;
