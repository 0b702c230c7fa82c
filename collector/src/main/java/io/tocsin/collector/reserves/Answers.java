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

/**
 * Asks several questions at once, each once. What has not come when the time is over does not come: whoever asks waits no
 * longer, also for a driver that takes no notice of its time.
 */
final class Answers {

    private final Map<Question, Future<Answer>> underWay = new HashMap<>();
    private final long endNanos;

    /** @param took how long asking took */
    record Answer(JsonNode node, Duration took) {}

    private Answers(Duration timeout) {
        this.endNanos = System.nanoTime() + timeout.toNanos();
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
            throw new IllegalStateException("a question ended by a fault of the collector", e);
        }
    }

    /** Gives up what is still under way. */
    void close() {
        underWay.values().forEach(answer -> answer.cancel(true));
    }
}
