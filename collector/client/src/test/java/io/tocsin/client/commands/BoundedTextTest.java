package io.tocsin.client.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

final class BoundedTextTest {

    private final AtomicBoolean cancelled = new AtomicBoolean();
    private final BoundedText text = new BoundedText(5);

    private CompletableFuture<String> read(String... pieces) {
        text.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long n) {}

            @Override
            public void cancel() {
                cancelled.set(true);
            }
        });
        for (String piece : pieces) {
            text.onNext(List.of(ByteBuffer.wrap(piece.getBytes(StandardCharsets.UTF_8))));
        }
        text.onComplete();
        return text.getBody().toCompletableFuture();
    }

    @Test
    void shouldBeTheWholeBody_whenItIsAsLongAsItMayBe() {
        assertThat(read("ä", "", "bö")).isCompletedWithValue("äbö");
        assertThat(cancelled).isFalse();
    }

    @Test
    void shouldBeAnError_whenItIsLonger() {
        assertThatThrownBy(read("abc", "def")::join).hasMessageContaining("longer than 5 bytes");
        assertThat(cancelled).isTrue();
    }
}
