/** How Go writes strings and numbers: PromQL and its templates take over both, to the letter. */
@NullMarked
package io.tocsin.promql.text;

import org.jspecify.annotations.NullMarked;
