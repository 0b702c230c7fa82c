package io.tocsin.collector.reserves;

import com.fasterxml.jackson.core.JsonPointer;

/**
 * One number, or a yes or no.
 *
 * @param name for people: {@code supply}, {@code custody custody-1}
 * @param pointer into the answer, RFC 6901
 * @param decimals the answer is in units of 10 to the power of minus this
 */
record Figure(String name, Question question, JsonPointer pointer, int decimals) {}
