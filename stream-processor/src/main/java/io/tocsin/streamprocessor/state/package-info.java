/** What the core asks of a store that survives, and the binary form of what is kept in it. */
@NullMarked
package io.tocsin.streamprocessor.state;

import org.jspecify.annotations.NullMarked;
