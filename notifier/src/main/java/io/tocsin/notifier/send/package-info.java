/** Delivers what was decided, and writes down what became of it. */
@NullMarked
package io.tocsin.notifier.send;

import org.jspecify.annotations.NullMarked;
