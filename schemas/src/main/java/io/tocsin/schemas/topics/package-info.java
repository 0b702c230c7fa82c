/** The topics: their names, types and settings, in one place. */
@NullMarked
package io.tocsin.schemas.topics;

import org.jspecify.annotations.NullMarked;
