package io.tocsin.collector.intake;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A cache of bounded weight in two generations: when the young one is full it becomes the old one, and the old one is
 * forgotten; what is used meanwhile moves on. So an entry that is used stays, and no read takes a lock or moves a list.
 * Thread-safe; two threads may both compute a missing value, and both get a valid one.
 */
public final class BoundedCache<K, V> {

    private static final class Generation<K, V> {
        final ConcurrentHashMap<K, V> entries = new ConcurrentHashMap<>();
        final AtomicLong weight = new AtomicLong();
    }

    /** How much an entry counts against the bound; the same for the same entry. */
    @FunctionalInterface
    public interface Weigher<K, V> {
        long weight(K key, V value);
    }

    private final long generationWeight;
    private final Weigher<K, V> weigher;
    private volatile Generation<K, V> young = new Generation<>();
    private volatile Generation<K, V> old = new Generation<>();

    /** @param maxWeight of all entries together; a single entry may exceed its generation's half once */
    public BoundedCache(long maxWeight, Weigher<K, V> weigher) {
        this.generationWeight = Math.max(1, maxWeight / 2);
        this.weigher = weigher;
    }

    public @Nullable V get(K key) {
        V value = young.entries.get(key);
        return value != null ? value : promoted(key);
    }

    /**
     * Looks up with a key that is only good for comparing (it may point into a buffer), and puts under one that lasts.
     *
     * @param lasting makes the key to keep; called only when the entry came from the old generation
     */
    public @Nullable V get(K probe, Supplier<K> lasting) {
        V value = young.entries.get(probe);
        if (value != null) {
            return value;
        }
        V aged = old.entries.get(probe);
        if (aged != null) {
            put(lasting.get(), aged);
        }
        return aged;
    }

    private @Nullable V promoted(K key) {
        V aged = old.entries.get(key);
        if (aged != null) {
            put(key, aged);
        }
        return aged;
    }

    public void put(K key, V value) {
        Generation<K, V> into = young;
        if (into.entries.put(key, value) == null
                && into.weight.addAndGet(weigher.weight(key, value)) > generationWeight) {
            age(into);
        }
    }

    private synchronized void age(Generation<K, V> full) {
        if (young == full) {
            old = full;
            young = new Generation<>();
        }
    }

    /** Entries held, counting twice what is in both generations. */
    public long size() {
        return young.entries.size() + (long) old.entries.size();
    }
}
