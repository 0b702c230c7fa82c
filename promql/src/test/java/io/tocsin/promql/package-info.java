/** What the README says, compiled. */
@NullMarked
package io.tocsin.promql;

import org.jspecify.annotations.NullMarked;
