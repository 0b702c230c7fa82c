package io.tocsin.collector.remotewrite;

import static io.tocsin.collector.intake.Intakes.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.collector.intake.Intake;
import io.tocsin.collector.intake.Intakes;
import io.tocsin.collector.intake.Receipt;
import io.tocsin.collector.publish.RecordingPublisher;
import io.tocsin.collector.publish.RecordingPublisher.Published;
import io.tocsin.collector.remotewrite.WriteRequests.Message;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** The same samples by remote write 1.0 and by 2.0 are the same records of the log, and the same refusals. */
final class TwoVersionsTest {

    private static final int ROUNDS = 500;
    private static final List<String> NAMES = List.of("__name__", "instance", "job", "path", "é", "", "le");
    private static final List<String> VALUES = List.of("a", "b", "api", "h1", "", "x".repeat(5000), "日本");

    private final long seed = Long.getLong("versions.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final Way one = new Way(1);
    private final Way two = new Way(2);

    private record Sample(double value, long timestamp) {}

    private record Series(List<String> pairs, List<Sample> samples, int histograms) {}

    private static final class Way {

        private final RecordingPublisher log = new RecordingPublisher();
        private final Intake intake = Intakes.over(log);
        private final WriteDecoder decoder;

        Way(int version) {
            decoder = version == 1
                    ? new RemoteWriteDecoder(intake, 10_000, 100)
                    : new SymbolizedDecoder(intake, 10_000, 100_000_000, 100);
        }

        /** With what another one remembers. */
        Way(Way other) {
            decoder = other.decoder;
        }

        /** What the log and the sender see. */
        List<String> write(byte[] request) throws RemoteWriteException {
            log.records.clear();
            Receipt receipt =
                    intake.accept(decoder.decode(request, request.length).batch());
            List<String> seen =
                    new ArrayList<>(log.records.stream().map(Way::shown).toList());
            seen.add(receipt.refusals().text());
            return seen;
        }

        private static String shown(Published record) {
            return new String(record.key(), StandardCharsets.UTF_8)
                    + ' '
                    + record.timestampMillis()
                    + ' '
                    + HexFormat.of().formatHex(record.value());
        }
    }

    @Test
    void shouldBeTheSameRecords_whenTheSameSamplesComeByEither() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            List<Series> all = request();

            assertThat(two.write(version2(all)))
                    .as("seed %d, round %d", seed, round)
                    .isEqualTo(one.write(version1(all)));
        }
    }

    @Test
    void shouldDiffer_whenOneSampleDiffers() throws Exception {
        int compared = 0;
        while (compared < 50) {
            List<Series> all = request();
            int at = random.nextInt(all.size());
            List<String> expected = one.write(version1(all));
            Series changed = all.get(at);
            all.set(at, new Series(List.of("__name__", "m"), List.of(new Sample(random.nextDouble(), NOW + 1)), 0));
            if (!changed.equals(all.get(at))) {
                assertThat(two.write(version2(all))).as("seed %d", seed).isNotEqualTo(expected);
                compared++;
            }
        }
    }

    private List<Series> request() {
        List<Series> all = new ArrayList<>();
        for (int i = random.nextInt(1, 30); i > 0; i--) {
            List<Sample> samples = new ArrayList<>();
            for (int n = random.nextInt(4); n > 0; n--) {
                long at = random.nextInt(20) == 0 ? random.nextLong() : NOW + random.nextInt(3);
                samples.add(new Sample(Double.longBitsToDouble(random.nextLong()), at));
            }
            all.add(new Series(pairs(), samples, random.nextInt(8) == 0 ? 1 : 0));
        }
        return all;
    }

    /** Mostly good: with a name, each name once; in any order. */
    private List<String> pairs() {
        List<String> names = new ArrayList<>(NAMES.subList(0, random.nextInt(1, NAMES.size())));
        names.removeIf(name -> random.nextInt(5) == 0 && (!name.equals("__name__") || random.nextInt(5) == 0));
        Collections.shuffle(names, random);
        if (random.nextInt(20) == 0 && !names.isEmpty()) {
            names.add(names.getFirst());
        }
        List<String> pairs = new ArrayList<>();
        for (String name : names) {
            boolean unusual = random.nextInt(6) == 0;
            pairs.add(name);
            pairs.add(unusual ? VALUES.get(random.nextInt(VALUES.size())) : "v" + random.nextInt(5));
        }
        return pairs;
    }

    private static byte[] version1(List<Series> all) {
        Message request = new Message();
        for (Series series : all) {
            request.message(1, s -> rest(s.labels(series.pairs.toArray(String[]::new)), series, 4));
        }
        return request.toBytes();
    }

    private byte[] version2(List<Series> all) {
        List<String> strings = new ArrayList<>(NAMES);
        strings.addAll(VALUES);
        Collections.shuffle(strings, random);
        SymbolizedRequest request =
                SymbolizedRequest.after(strings.subList(0, random.nextInt(5)).toArray(String[]::new));
        for (Series series : all) {
            request.series(s -> rest(s, series, 3), series.pairs.toArray(String[]::new));
        }
        return random.nextBoolean() ? request.toBytes() : request.toBytesSeriesFirst();
    }

    private static void rest(Message into, Series series, int histogramField) {
        series.samples.forEach(sample -> into.sample(sample.value, sample.timestamp));
        for (int i = 0; i < series.histograms; i++) {
            into.message(histogramField, h -> h.number(3, 1));
        }
    }

    @Test
    void shouldStillBeTheSame_whenWhatWasKnownIsForgotten() throws Exception {
        for (int i = 0; i < 900; i++) {
            String number = Integer.toString(i % 300);
            List<String> pairs = List.of("__name__", "m" + number, "job", "j" + number);
            List<Series> all = List.of(new Series(pairs, List.of(new Sample(i, NOW)), 0));

            assertThat(two.write(version2(all))).isEqualTo(one.write(version1(all)));
        }
    }

    @Test
    void shouldStillBeTheSame_whenManyThreadsMeetTheSameStrings() throws Exception {
        List<byte[][]> requests = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            List<Series> all = request();
            requests.add(new byte[][] {version1(all), version2(all)});
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<Boolean>> done = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                List<byte[][]> shuffled = new ArrayList<>(requests);
                Collections.shuffle(shuffled, random);
                done.add(threads.submit(() -> sameRecords(shuffled)));
            }
            for (Future<Boolean> each : done) {
                assertThat(each.get()).as("seed %d", seed).isTrue();
            }
        }
    }

    private boolean sameRecords(List<byte[][]> requests) throws RemoteWriteException {
        Way alone = new Way(1);
        Way shared = new Way(two);
        for (byte[][] request : requests) {
            if (!shared.write(request[1]).equals(alone.write(request[0]))) {
                return false;
            }
        }
        return true;
    }
}
