/** Measurements of the whole product, as commands: what we claim, anybody can take. */
@NullMarked
package io.tocsin.standalone.bench;

import org.jspecify.annotations.NullMarked;
