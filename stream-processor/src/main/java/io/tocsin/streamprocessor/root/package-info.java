/** One namespace: merges the partitions, finishes each rule, keeps what rules record. */
@NullMarked
package io.tocsin.streamprocessor.root;

import org.jspecify.annotations.NullMarked;
