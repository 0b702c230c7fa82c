package io.tocsin.standalone.demo;

import org.apache.avro.specific.SpecificRecord;

/**
 * Something that happens at the bridge.
 *
 * @param atMillis when, in milliseconds since 1970
 * @param key of its record
 */
record WorldEvent(long atMillis, String key, SpecificRecord record) {}
