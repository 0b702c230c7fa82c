/** Label sets and label matchers: the identity of a series and the way to select it. */
@NullMarked
package io.tocsin.schemas.labels;

import org.jspecify.annotations.NullMarked;
