/** Interactive queries: scatter the leaves, gather, finish the root. */
@NullMarked
package io.tocsin.streamprocessor.query;

import org.jspecify.annotations.NullMarked;
