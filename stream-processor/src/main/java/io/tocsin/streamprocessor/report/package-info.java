/** What a leaf task tells the root, on the wire. */
@NullMarked
package io.tocsin.streamprocessor.report;

import org.jspecify.annotations.NullMarked;
