/** What those see who ask for commands, and those who wait for them. */
@NullMarked
package io.tocsin.streamprocessor.commandlog;

import org.jspecify.annotations.NullMarked;
