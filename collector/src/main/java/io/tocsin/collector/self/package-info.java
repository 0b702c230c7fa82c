/** The services' own meters as samples, so that Tocsin watches itself. */
@NullMarked
package io.tocsin.collector.self;

import org.jspecify.annotations.NullMarked;
