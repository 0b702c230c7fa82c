package io.tocsin.collector.remotewrite;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tocsin.collector.intake.Intake;
import io.tocsin.collector.intake.IntakeLimits;
import io.tocsin.collector.intake.Intakes;
import io.tocsin.collector.intake.SampleLimits;
import io.tocsin.collector.intake.SeriesLimits;
import io.tocsin.collector.publish.FramePublisher;
import io.tocsin.collector.publish.Frames;
import io.tocsin.collector.remotewrite.WriteRequests.Message;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * What a remote-write sample costs from the compressed body to the encoded frame: 50 000 series of 100 targets in
 * requests of 2000, as Prometheus sends them. A program, not a test; a run takes six seconds.
 */
final class RemoteWriteBenchmark {

    private static final int TARGETS = 100;
    private static final int SERIES_A_TARGET = 500;
    private static final int SAMPLES_A_REQUEST = 2000;
    private static final Duration A_ROUND = Duration.ofSeconds(2);
    private static final int MOST_BYTES = 32 * 1024 * 1024;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final IntakeLimits limits =
            new IntakeLimits(SeriesLimits.DEFAULT, SampleLimits.DEFAULT, 32 * 1024 * 1024, 200_000);
    private final Sink sink = new Sink();
    private final Intake intake = new Intake(
            limits, Frames.CODEC::encode, sink, () -> Instant.ofEpochMilli(Intakes.NOW), new SimpleMeterRegistry());
    private final RemoteWriteDecoder decoder = new RemoteWriteDecoder(intake, 100_000, 200_000);

    /** Acknowledges at once and forgets. */
    private static final class Sink implements FramePublisher {

        private long frames;
        private long bytes;

        @Override
        public CompletableFuture<Void> publish(byte[] key, long timestampMillis, byte[] value) {
            frames++;
            bytes += value.length;
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public boolean reachable() {
            return true;
        }

        @Override
        public void close() {}
    }

    public static void main(String[] arguments) throws RemoteWriteException {
        RemoteWriteBenchmark benchmark = new RemoteWriteBenchmark();
        List<byte[]> requests = requests();
        for (int round = 1; round <= 3; round++) {
            benchmark.run(round, requests);
        }
    }

    private void run(int round, List<byte[]> requests) throws RemoteWriteException {
        sink.frames = 0;
        sink.bytes = 0;
        long samples = 0;
        long start = threads.getCurrentThreadCpuTime();
        for (int i = 0; threads.getCurrentThreadCpuTime() - start < A_ROUND.toNanos(); i++) {
            byte[] block = requests.get(i % requests.size());
            byte[] request = SnappyBlock.uncompress(block, MOST_BYTES, byte[]::new);
            DecodedWrite write = decoder.decode(request, request.length);
            samples += write.batch().size();
            intake.accept(write.batch());
        }
        double seconds = (threads.getCurrentThreadCpuTime() - start) / 1e9;
        System.out.printf(
                "round %d: %,.0f samples per CPU-second (%.0f ns each), frames of %d, %.1f bytes a sample%n",
                round,
                samples / seconds,
                seconds * 1e9 / samples,
                samples / sink.frames,
                (double) sink.bytes / samples);
    }

    private static List<byte[]> requests() {
        List<byte[]> requests = new ArrayList<>();
        Message request = new Message();
        int size = 0;
        for (int i = 0; i < TARGETS * SERIES_A_TARGET; i++) {
            int index = i;
            request.message(1, series -> series(series, index));
            if (++size == SAMPLES_A_REQUEST) {
                requests.add(WriteRequests.snappy(request.toBytes()));
                request = new Message();
                size = 0;
            }
        }
        return requests;
    }

    private static void series(Message series, int index) {
        int target = index / SERIES_A_TARGET;
        int number = index % SERIES_A_TARGET;
        series.labels("__name__", "http_requests_" + number / 10 + "_total")
                .labels("environment", "production", "handler", "/api/v1/things/" + number % 10)
                .labels("instance", "host-" + target + ".example.com:9100", "job", "api-server")
                .labels("method", "GET", "region", "eu-west-1", "status", "200")
                .sample(index * 1.1, Intakes.NOW);
    }
}
