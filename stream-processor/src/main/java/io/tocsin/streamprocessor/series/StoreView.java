package io.tocsin.streamprocessor.series;

import io.tocsin.promql.ast.Selector;
import io.tocsin.promql.series.SeriesSource;

/** What of a store is visible up to a horizon. Stateless; may be used from any thread, also within a visit. */
final class StoreView implements SeriesSource {

    private final SeriesStore store;
    private final long limit;

    /** @param limit the last horizon that is visible */
    StoreView(SeriesStore store, long limit) {
        this.store = store;
        this.limit = limit;
    }

    @Override
    public void select(Selector selector, long fromMillis, long toMillis, Visitor visitor) {
        SeriesReader reader = store.borrowReader();
        try {
            Span span = new Span(fromMillis, toMillis, limit, store.refused());
            for (Series series : store.find(selector)) {
                store.read(series, span, reader);
                if (!reader.buffer().isEmpty()) {
                    visitor.series(series.labels, reader.buffer().samples());
                }
            }
        } finally {
            store.giveBack(reader);
        }
    }
}
