package io.tocsin.collector.fetch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The addresses of names. A name server that hangs cannot be hurried, so whoever asks waits no longer than it wants to, and
 * all that ask for a name wait for one and the same answer: never more threads than names. Thread-safe.
 */
final class Resolver {

    /** The platform's own, or one of a test. */
    @FunctionalInterface
    interface Lookup {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    private final Lookup lookup;
    private final ConcurrentMap<String, CompletableFuture<List<InetAddress>>> underWay = new ConcurrentHashMap<>();

    Resolver(Lookup lookup) {
        this.lookup = lookup;
    }

    /** @param host a name, or an address, that of version 6 in brackets or without */
    List<InetAddress> resolve(String host, Deadline deadline) throws IOException, InterruptedException {
        try {
            return List.of(InetAddress.ofLiteral(host));
        } catch (IllegalArgumentException e) {
            return ask(host, deadline);
        }
    }

    private List<InetAddress> ask(String host, Deadline deadline) throws IOException, InterruptedException {
        try {
            return underWay.computeIfAbsent(host, this::begin).get(deadline.leftNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new FetchException(FetchFailure.Reason.TIMEOUT, "no name server answered for " + host + " in time");
        } catch (ExecutionException e) {
            throw new FetchException(FetchFailure.Reason.RESOLVE, "the name " + host + " has no address");
        }
    }

    private CompletableFuture<List<InetAddress>> begin(String host) {
        CompletableFuture<List<InetAddress>> answer = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("tocsin-resolve").start(() -> {
            try {
                List<InetAddress> found = List.of(lookup.addresses(host));
                underWay.remove(host);
                answer.complete(found);
            } catch (UnknownHostException | RuntimeException | Error e) {
                // An error, too: else everybody would wait for this answer for good.
                underWay.remove(host);
                answer.completeExceptionally(e);
            }
        });
        return answer;
    }
}
