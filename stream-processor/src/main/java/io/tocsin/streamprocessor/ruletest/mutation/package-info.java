/** Mutation tests of rules: each rule is changed a little, over and over, and some unit test has to notice. */
@NullMarked
package io.tocsin.streamprocessor.ruletest.mutation;

import org.jspecify.annotations.NullMarked;
