/** The command that evaluates a span of the log again. */
@NullMarked
package io.tocsin.standalone.replay;

import org.jspecify.annotations.NullMarked;
