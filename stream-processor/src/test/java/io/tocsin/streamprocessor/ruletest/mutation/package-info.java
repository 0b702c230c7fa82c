@NullMarked
package io.tocsin.streamprocessor.ruletest.mutation;

import org.jspecify.annotations.NullMarked;
