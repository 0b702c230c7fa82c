package io.tocsin.streamprocessor;

import io.tocsin.schemas.program.Shutdown;
import io.tocsin.schemas.topics.Topics;
import io.tocsin.streamprocessor.control.RuleControl.NoPartitionException;
import io.tocsin.streamprocessor.rulefiles.RuleFiles;
import io.tocsin.streamprocessor.rulefiles.RuleSettings;
import io.tocsin.streamprocessor.rulefiles.RuleSource;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rule files an instance was started with, which are brought into the log once it is ready. An instance that never
 * had any leaves the log's rules alone: another one may have them.
 *
 * @param record a file that remembers what was applied at earlier starts
 */
record StartingRules(RuleSettings settings, StreamProcessorService service, Topics topics, Path record) {

    private static final Logger LOG = LoggerFactory.getLogger(StartingRules.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final long SAY_SO_AFTER = Duration.ofSeconds(30).toNanos();

    /** Returns when the log has them, however long that takes, or the end is asked for. */
    void apply(Admin admin, Shutdown shutdown) throws InterruptedException {
        long said = System.nanoTime();
        String why = settings.files().isEmpty() && !Files.exists(record) ? "" : attempt(admin);
        while (!why.isEmpty() && !shutdown.isRequestedWithin(POLL)) {
            if (System.nanoTime() - said > SAY_SO_AFTER) {
                LOG.warn("the rule files are not in the log yet; going on trying: {}", why);
                said = System.nanoTime();
            }
            why = attempt(admin);
        }
    }

    /** @return why it has to be tried again; empty: it is done */
    private String attempt(Admin admin) throws InterruptedException {
        StreamProcessorStatus status = service.status();
        if (!status.ready()) {
            return status.reason();
        }
        try {
            String context = log(admin) + " " + service.rules().defaults();
            List<RuleSource> applied =
                    RuleFiles.of(service.rules(), record, context).apply(settings.files());
            LOG.info(
                    "{} of {} rule files had changed",
                    applied.size(),
                    settings.files().size());
            return "";
        } catch (NoPartitionException | KafkaException | ExecutionException e) {
            return String.valueOf(e.getMessage());
        } catch (UncheckedIOException e) {
            LOG.error("the rule files are in the log, but will be applied again at the next start", e);
            return "";
        }
    }

    /** What tells this log from every other: a topic that is made anew has another id, also in the same cluster. */
    private String log(Admin admin) throws InterruptedException, ExecutionException {
        String rules = topics.rules().name();
        TopicDescription found =
                admin.describeTopics(List.of(rules)).allTopicNames().get().get(rules);
        return Objects.requireNonNull(found, rules).topicId().toString();
    }
}
