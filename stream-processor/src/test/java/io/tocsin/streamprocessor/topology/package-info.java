/** The topology as it is written down. */
@NullMarked
package io.tocsin.streamprocessor.topology;

import org.jspecify.annotations.NullMarked;
