package io.tocsin.collector.remotewrite;

import org.jspecify.annotations.Nullable;

/**
 * A string of a request.
 *
 * @param id the same only for the same bytes; never used again for others
 * @param text null if the bytes are not UTF-8
 * @param bytes how many
 */
record Symbol(long id, @Nullable String text, int bytes) {}
