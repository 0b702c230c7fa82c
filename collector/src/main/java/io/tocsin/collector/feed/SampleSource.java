package io.tocsin.collector.feed;

/** Something that can be read at any time: a host, a meter registry. Read by one thread at a time. */
@FunctionalInterface
public interface SampleSource {

    /** Puts everything that is to be seen now into the sink. A failure makes {@code up} 0 and loses this reading. */
    void collect(SampleSink sink);
}
