/** The whole pipeline on a real broker. */
@NullMarked
package io.tocsin.standalone.pipeline;

import org.jspecify.annotations.NullMarked;
