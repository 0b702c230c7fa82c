@NullMarked
package io.tocsin.streamprocessor.query;

import org.jspecify.annotations.NullMarked;
