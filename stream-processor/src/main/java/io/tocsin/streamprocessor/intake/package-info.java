/** Records of the source topics become samples and rule versions, or dead letters with a reason. */
@NullMarked
package io.tocsin.streamprocessor.intake;

import org.jspecify.annotations.NullMarked;
