/** The topic {@code commands}, for those who ask what was commanded and those who wait for it. */
@NullMarked
package io.tocsin.streamprocessor.commandlog;

import org.jspecify.annotations.NullMarked;
