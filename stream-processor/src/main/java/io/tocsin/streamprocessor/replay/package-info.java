/** What was, evaluated again: the same core over a span of the log, in isolation, held against what was recorded. */
@NullMarked
package io.tocsin.streamprocessor.replay;

import org.jspecify.annotations.NullMarked;
