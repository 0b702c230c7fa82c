/** Commands on their way to those who obey them. */
@NullMarked
package io.tocsin.client.commands;

import org.jspecify.annotations.NullMarked;
