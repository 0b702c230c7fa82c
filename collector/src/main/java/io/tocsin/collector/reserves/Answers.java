package io.tocsin.collector.reserves;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.collector.fetch.Fetcher;
import io.tocsin.collector.reserves.Trouble.Reason;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Asks several questions at once, each once. Whoever asks gives up by itself when the time is over, and can say what it
 * was waiting for; for a driver that takes no notice of its time, nobody waits longer than a moment.
 */
final class Answers {

    private static final Duration MOMENT = Duration.ofSeconds(1);

    private final Map<Question, Future<Answer>> underWay = new HashMap<>();
    private final long endNanos;

    /** @param took how long asking took */
    record Answer(JsonNode node, Duration took) {}

    private Answers(Duration timeout) {
        this.endNanos = System.nanoTime() + timeout.plus(MOMENT).toNanos();
    }

    /** Begins to ask, each question on a thread of its own. */
    static Answers ask(List<Question> questions, Duration timeout, Fetcher fetcher, ExecutorService threads) {
        Answers answers = new Answers(timeout);
        DocumentReader documents = new DocumentReader(fetcher);
        for (Question question : questions) {
            answers.underWay.computeIfAbsent(question, q -> threads.submit(() -> timed(q, timeout, documents)));
        }
        return answers;
    }

    private static Answer timed(Question question, Duration timeout, DocumentReader documents)
            throws Trouble, InterruptedException {
        long began = System.nanoTime();
        JsonNode node = switch (question) {
            case Question.Document document -> documents.ask(document, timeout);
            case Question.Query query -> QueryReader.ask(query, timeout);
        };
        return new Answer(node, Duration.ofNanos(System.nanoTime() - began));
    }

    /** Waits for the answer to one of the questions. */
    Answer to(Question question) throws Trouble, InterruptedException {
        Future<Answer> answer = underWay.get(question);
        if (answer == null) {
            throw new IllegalArgumentException("this was not asked");
        }
        try {
            return answer.get(Math.max(0, endNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new Trouble(Reason.TIMEOUT, "no answer in time");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Trouble trouble) {
                throw new Trouble(trouble.reason(), String.valueOf(trouble.getMessage()));
            }
            if (e.getCause() instanceof InterruptedException) {
                throw new InterruptedException("the collector is stopping");
            }
            throw new Trouble(Reason.FAULT, "is not to be had: " + fault(e.getCause()));
        }
    }

    /** Where it happened. What it says may hold what nobody should see. */
    private static String fault(@Nullable Throwable cause) {
        if (cause == null) {
            return "unknown";
        }
        String where = Stream.of(cause.getStackTrace())
                .findFirst()
                .map(frame -> " at " + frame)
                .orElse("");
        return cause.getClass().getName() + where;
    }

    /** Gives up what is still under way. */
    void close() {
        underWay.values().forEach(answer -> answer.cancel(true));
    }
}
