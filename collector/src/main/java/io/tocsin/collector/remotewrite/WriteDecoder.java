package io.tocsin.collector.remotewrite;

/** Reads one kind of write request. Thread-safe. */
interface WriteDecoder {

    /**
     * @param bytes the uncompressed request, from index 0
     * @throws RemoteWriteException if it is not a request of this kind, or too large a one; nothing of it is taken
     */
    DecodedWrite decode(byte[] bytes, int length) throws RemoteWriteException;
}
