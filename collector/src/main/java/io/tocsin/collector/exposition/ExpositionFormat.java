package io.tocsin.collector.exposition;

/** The formats a scrape can be read in. */
public enum ExpositionFormat {

    /** {@code text/plain}, in all its versions. */
    PROMETHEUS {
        @Override
        void parse(Body body, ExpositionSink sink) throws ExpositionException {
            new PrometheusTextParser(body, sink).parse();
        }
    },

    /** {@code application/openmetrics-text}, in all its versions. */
    OPENMETRICS {
        @Override
        void parse(Body body, ExpositionSink sink) throws ExpositionException {
            new OpenMetricsParser(body, sink).parse();
        }
    };

    abstract void parse(Body body, ExpositionSink sink) throws ExpositionException;

    /**
     * An empty body is an empty scrape in either format, as in Prometheus.
     *
     * @param body uncompressed, from index 0; not to be changed before this returns
     * @param length in bytes; the array may be longer
     * @throws ExpositionException if the body is not in this format: what the sink has got by then is void
     */
    public void parse(byte[] body, int length, ExpositionSink sink) throws ExpositionException {
        if (length > 0) {
            parse(new Body(body, length), sink);
        }
    }
}
