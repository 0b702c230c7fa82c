/** Runs scripts in the {@code load} / {@code eval} language. */
@NullMarked
package io.tocsin.promql.scripts;

import org.jspecify.annotations.NullMarked;
