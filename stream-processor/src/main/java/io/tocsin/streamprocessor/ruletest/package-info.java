/** Unit tests of rules, in promtool's format, through the evaluation and the life cycle of production. */
@NullMarked
package io.tocsin.streamprocessor.ruletest;

import org.jspecify.annotations.NullMarked;
