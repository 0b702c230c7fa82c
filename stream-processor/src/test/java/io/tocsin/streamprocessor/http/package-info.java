@NullMarked
package io.tocsin.streamprocessor.http;

import org.jspecify.annotations.NullMarked;
