/** The {@code rule_files} of the configuration: read, checked, and brought into the log when they have changed. */
@NullMarked
package io.tocsin.streamprocessor.rulefiles;

import org.jspecify.annotations.NullMarked;
