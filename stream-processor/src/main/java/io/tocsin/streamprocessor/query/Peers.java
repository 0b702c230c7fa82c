package io.tocsin.streamprocessor.query;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.state.HostInfo;

/** The other instances of the stream-processor, found through Kafka Streams. */
public final class Peers implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final Supplier<KafkaStreams> streams;
    private final Supplier<HostInfo> self;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    /** @param self under which the others reach this instance */
    public Peers(Supplier<KafkaStreams> streams, Supplier<HostInfo> self) {
        this.streams = streams;
        this.self = self;
    }

    /** All but this one. */
    public List<HostInfo> others() {
        return streams.get().metadataForAllStreamsClients().stream()
                .map(StreamsMetadata::hostInfo)
                .filter(host -> !host.equals(self.get()) && !host.equals(HostInfo.unavailable()))
                .distinct()
                .sorted((a, b) -> a.toString().compareTo(b.toString()))
                .toList();
    }

    /** Who is active for a partition of a topic that the leaves or the roots read; empty during a rebalance. */
    Optional<HostInfo> ownerOf(String topic, int partition) {
        return streams.get().metadataForAllStreamsClients().stream()
                .filter(client -> client.topicPartitions().stream()
                        .anyMatch(tp -> tp.topic().equals(topic) && tp.partition() == partition))
                .map(StreamsMetadata::hostInfo)
                .findFirst();
    }

    /**
     * Asks another instance.
     *
     * @throws IOException if it does not answer, or not with 200
     */
    public byte[] get(HostInfo host, String pathAndQuery) throws IOException {
        URI uri = URI.create("http://" + host.host() + ":" + host.port() + pathAndQuery);
        HttpRequest request = HttpRequest.newBuilder(uri).timeout(TIMEOUT).build();
        try {
            HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() != 200) {
                throw new IOException(uri.getAuthority() + " answers " + response.statusCode());
            }
            return response.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while asking " + uri.getAuthority(), e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
