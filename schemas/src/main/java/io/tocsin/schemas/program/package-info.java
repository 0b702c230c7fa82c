/** What the entry points of the services have in common when they run apart. */
@NullMarked
package io.tocsin.schemas.program;

import org.jspecify.annotations.NullMarked;
