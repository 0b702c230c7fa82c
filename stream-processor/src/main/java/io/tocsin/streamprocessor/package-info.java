/** Events become series, series are evaluated against rules, rules raise alerts. */
@NullMarked
package io.tocsin.streamprocessor;

import org.jspecify.annotations.NullMarked;
