/** Whoever is told, until there is somebody. */
@NullMarked
package io.tocsin.standalone.sink;

import org.jspecify.annotations.NullMarked;
