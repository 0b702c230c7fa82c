package io.tocsin.notifier.channel;

import java.time.InstantSource;
import java.util.function.Consumer;

/**
 * What channels are given beside their own configuration.
 *
 * @param links what messages point at
 * @param terminal shows one whole notification at a time
 * @param clock for {@code Retry-After} headers that name a date
 */
public record Surroundings(Links links, Consumer<String> terminal, InstantSource clock) {}
