package io.tocsin.standalone.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;

/** As Prometheus does: requests of two thousand samples. */
final class RemoteWriteSending implements Sending {
    private static final int EXPORTERS_A_REQUEST = 4;

    private final Product product;
    private final Http http = new Http();
    private final Map<List<Exporter>, WriteRequest> requests = new HashMap<>();
    private final List<Exporter> batch = new ArrayList<>();
    private final Semaphore underWay = new Semaphore(8);

    RemoteWriteSending(Product product) {
        this.product = product;
    }

    @Override
    public void send(Exporter exporter, long at) {
        batch.add(exporter);
        if (batch.size() == EXPORTERS_A_REQUEST) {
            post(at);
        }
    }

    private void post(long at) {
        WriteRequest request = requests.computeIfAbsent(
                List.copyOf(batch),
                of -> new WriteRequest(of.stream()
                        .flatMap(each -> each.layout().labels().stream())
                        .toList()));
        double[] values = new double[batch.size() * Exporter.SERIES];
        for (int i = 0; i < batch.size(); i++) {
            System.arraycopy(batch.get(i).next(), 0, values, i * Exporter.SERIES, Exporter.SERIES);
        }
        batch.clear();
        underWay.acquireUninterruptibly();
        Thread.startVirtualThread(() -> {
            try {
                http.write(product.remoteWriteUrl(), request.at(at, values));
            } finally {
                underWay.release();
            }
        });
    }

    @Override
    public void flush() {
        if (!batch.isEmpty()) {
            post(WallClock.SYSTEM.millis());
        }
        underWay.acquireUninterruptibly(8);
        underWay.release(8);
    }

    @Override
    public void close() {}
}
