/**
 * For those who obey commands: {@link io.tocsin.client.commands.CommandListener} waits for what alerts ask a target to do,
 * over HTTP, and hands it to the application. Needs nothing but Java.
 */
@NullMarked
package io.tocsin.client.commands;

import org.jspecify.annotations.NullMarked;
