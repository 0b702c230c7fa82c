/** The catalogue that ships, held against itself: rules, unit tests, runbooks. */
@NullMarked
package io.tocsin.standalone.catalogue;

import org.jspecify.annotations.NullMarked;
