/**
 * A demonstration: a bridge that does not exist, with a scripted incident, in accelerated time, through the real services
 * on a log that is thrown away. The world is a function of a seed, and so is what Tocsin notices.
 */
@NullMarked
package io.tocsin.standalone.demo;

import org.jspecify.annotations.NullMarked;
