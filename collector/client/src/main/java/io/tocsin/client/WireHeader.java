package io.tocsin.client;

/** What stands in front of every Avro body and names its schema. Thread-safe. */
interface WireHeader {

    /**
     * @return not to be changed
     * @throws RegistryException if a registry is used and does not answer, or refuses
     * @throws InterruptedException if the thread was interrupted while the registry was asked
     */
    byte[] of(LogTopic topic) throws RegistryException, InterruptedException;
}
