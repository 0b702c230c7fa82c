package io.tocsin.collector.remotewrite;

import io.tocsin.collector.intake.BoundedCache;
import io.tocsin.collector.intake.RawLabels;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The strings of all requests: one that was seen before is known by its bytes and decoded no more. Thread-safe. */
final class Symbols {

    /** A longer one is nobody's label and is not remembered; only its beginning is read, for a help text. */
    static final int MAX_REMEMBERED = 64 * 1024;

    private static final int BEGINNING = 8 * 1024;

    private final BoundedCache<RawLabels, Symbol> known;
    /** From 1: 0 stands for no string. */
    private final AtomicLong ids = new AtomicLong(1);

    Symbols(int remembered) {
        this.known = new BoundedCache<>(remembered, (raw, symbol) -> 1 + raw.length() / 128);
    }

    /** @param probe is for looking up; it may point elsewhere afterwards */
    Symbol of(RawLabels probe) {
        if (probe.length() > MAX_REMEMBERED) {
            return new Symbol(ids.getAndIncrement(), beginning(probe), probe.length());
        }
        Symbol symbol = known.get(probe, probe::lasting);
        if (symbol == null) {
            RawLabels lasting = probe.lasting();
            symbol = new Symbol(ids.getAndIncrement(), decoded(lasting.bytes()), lasting.length());
            known.put(lasting, symbol);
        }
        return symbol;
    }

    private static String beginning(RawLabels raw) {
        return new String(raw.lasting().bytes(), 0, BEGINNING, StandardCharsets.UTF_8);
    }

    private static @Nullable String decoded(byte[] utf8) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
