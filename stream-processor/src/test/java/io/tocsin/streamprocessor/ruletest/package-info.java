/** Unit tests of rules, tested. */
@NullMarked
package io.tocsin.streamprocessor.ruletest;

import org.jspecify.annotations.NullMarked;
