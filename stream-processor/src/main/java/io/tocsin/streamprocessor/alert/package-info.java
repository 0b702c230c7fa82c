/** The life cycle of alerts: inactive, pending, firing, resolved. */
@NullMarked
package io.tocsin.streamprocessor.alert;

import org.jspecify.annotations.NullMarked;
