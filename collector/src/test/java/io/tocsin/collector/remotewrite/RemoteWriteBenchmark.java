package io.tocsin.collector.remotewrite;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tocsin.collector.intake.Intake;
import io.tocsin.collector.intake.IntakeLimits;
import io.tocsin.collector.intake.Intakes;
import io.tocsin.collector.intake.SampleLimits;
import io.tocsin.collector.intake.SeriesLimits;
import io.tocsin.collector.intake.SourceLimits;
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
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * What a remote-write sample costs from the compressed body to the encoded frame: 50 000 series of 100 targets in
 * requests of 2000, as Prometheus sends them, by 1.0, by 2.0 with samples alone and by 2.0 with type, help and start. A
 * program, not a test; a run takes twenty seconds.
 */
final class RemoteWriteBenchmark {

    private static final int TARGETS = 100;
    private static final int SERIES_A_TARGET = 500;
    private static final int SAMPLES_A_REQUEST = 2000;
    private static final Duration A_ROUND = Duration.ofSeconds(2);
    private static final int MOST_BYTES = 32 * 1024 * 1024;

    /** The clock stands still, and nobody is to be held back by the rate. */
    private static final SourceLimits UNBOUNDED = new SourceLimits(100_000, 1_000_000, 0);

    private static final IntakeLimits LIMITS =
            new IntakeLimits(SeriesLimits.DEFAULT, SampleLimits.DEFAULT, UNBOUNDED, 32 * 1024 * 1024, 200_000);

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

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

    /** One form of the same samples, with what its sender's collector remembers. */
    private static final class Way {

        private final String name;
        private final List<byte[]> requests;
        private final Sink sink = new Sink();
        private final Intake intake = new Intake(
                LIMITS, Frames.CODEC::encode, sink, () -> Instant.ofEpochMilli(Intakes.NOW), new SimpleMeterRegistry());
        private final WriteDecoder decoder;
        private long nanos;
        private long samples;
        private long sent;

        Way(String name, boolean symbolized, List<byte[]> requests) {
            this.name = name;
            this.requests = requests;
            this.decoder = symbolized
                    ? new SymbolizedDecoder(intake, 100_000, MOST_BYTES, 200_000)
                    : new RemoteWriteDecoder(intake, 100_000, 200_000);
        }

        void pass() throws RemoteWriteException {
            long start = THREADS.getCurrentThreadCpuTime();
            for (byte[] block : requests) {
                byte[] request = SnappyBlock.uncompress(block, MOST_BYTES, byte[]::new);
                DecodedWrite write = decoder.decode(request, request.length);
                samples += write.batch().size();
                sent += block.length;
                intake.accept(write.batch());
            }
            nanos += THREADS.getCurrentThreadCpuTime() - start;
        }

        double nanosASample() {
            return (double) nanos / samples;
        }

        void show() {
            System.out.printf(
                    "  %-17s %,.0f samples per CPU-second (%.0f ns each), frames of %d, %.1f bytes a sample, %.1f"
                            + " sent%n",
                    name,
                    1e9 / nanosASample(),
                    nanosASample(),
                    samples / sink.frames,
                    (double) sink.bytes / samples,
                    (double) sent / samples);
        }

        void clear() {
            nanos = 0;
            samples = 0;
            sent = 0;
            sink.frames = 0;
            sink.bytes = 0;
        }
    }

    public static void main(String[] arguments) throws RemoteWriteException {
        Way one = new Way("1.0", false, requests(RemoteWriteBenchmark::version1));
        Way two = new Way("2.0", true, requests((from, to) -> version2(from, to, false)));
        Way described = new Way("2.0 with metadata", true, requests((from, to) -> version2(from, to, true)));
        for (int round = 1; round <= 3; round++) {
            run(List.of(one, two, described));
            System.out.printf(
                    "round %d: cost of 2.0 : 1.0 = %.2f, with metadata %.2f%n",
                    round, two.nanosASample() / one.nanosASample(), described.nanosASample() / one.nanosASample());
        }
    }

    /** In turn and in small steps, so that what else the machine does falls on all of them. */
    private static void run(List<Way> ways) throws RemoteWriteException {
        ways.forEach(Way::clear);
        while (ways.getFirst().nanos < A_ROUND.toNanos()) {
            for (Way way : ways) {
                way.pass();
            }
        }
        ways.forEach(Way::show);
    }

    private static List<byte[]> requests(BiFunction<Integer, Integer, byte[]> maker) {
        List<byte[]> requests = new ArrayList<>();
        for (int from = 0; from < TARGETS * SERIES_A_TARGET; from += SAMPLES_A_REQUEST) {
            requests.add(WriteRequests.snappy(maker.apply(from, from + SAMPLES_A_REQUEST)));
        }
        return requests;
    }

    private static byte[] version1(int from, int to) {
        Message request = new Message();
        for (int i = from; i < to; i++) {
            int index = i;
            request.message(1, s -> s.labels(labels(index)).sample(index * 1.1, Intakes.NOW));
        }
        return request.toBytes();
    }

    private static byte[] version2(int from, int to, boolean described) {
        SymbolizedRequest request = new SymbolizedRequest();
        for (int i = from; i < to; i++) {
            int index = i;
            String help = "How many requests of kind " + index % SERIES_A_TARGET / 10 + " have been answered so far.";
            Consumer<Message> samples = s -> s.sample(index * 1.1, Intakes.NOW);
            Consumer<Message> more = s -> s.message(2, sample(index)).message(5, request.metadata(1, help, ""));
            request.series(described ? more : samples, labels(index));
        }
        return request.toBytes();
    }

    private static Consumer<Message> sample(int index) {
        return s -> s.number(1, index * 1.1).varint(2, Intakes.NOW).varint(3, Intakes.NOW - 86_400_000);
    }

    private static String[] labels(int index) {
        int target = index / SERIES_A_TARGET;
        int number = index % SERIES_A_TARGET;
        return new String[] {
            "__name__", "http_requests_" + number / 10 + "_total",
            "environment", "production",
            "handler", "/api/v1/things/" + number % 10,
            "instance", "host-" + target + ".example.com:9100",
            "job", "api-server",
            "method", "GET",
            "region", "eu-west-1",
            "status", "200"
        };
    }
}
