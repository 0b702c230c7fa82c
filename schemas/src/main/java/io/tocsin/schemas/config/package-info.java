/** Configuration files: YAML with a position for every node, and every mistake reported at once. */
@NullMarked
package io.tocsin.schemas.config;

import org.jspecify.annotations.NullMarked;
