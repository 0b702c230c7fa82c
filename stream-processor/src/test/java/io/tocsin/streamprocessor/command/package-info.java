/** What is decided, and what becomes of it. */
@NullMarked
package io.tocsin.streamprocessor.command;

import org.jspecify.annotations.NullMarked;
