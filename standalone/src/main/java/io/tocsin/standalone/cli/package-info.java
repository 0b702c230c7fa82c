/** The commands that need nothing running, or a running instance by its HTTP API. */
@NullMarked
package io.tocsin.standalone.cli;

import org.jspecify.annotations.NullMarked;
