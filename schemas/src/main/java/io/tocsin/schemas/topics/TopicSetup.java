package io.tocsin.schemas.topics;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Makes the topics that are missing, and checks those that exist. */
public final class TopicSetup {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final int ATTEMPTS = 100;

    private final Admin admin;
    private final Topics topics;

    private TopicSetup(Admin admin, Topics topics) {
        this.admin = admin;
        this.topics = topics;
    }

    /**
     * Creates missing topics and checks existing ones: the sources' partitions, what time records carry, what the brokers
     * refuse, what they clean up. It changes nothing that exists; retention is the operator's own.
     *
     * @throws TopicSetupException listing every difference, or saying why the brokers could not be asked
     */
    public static void ensure(Admin admin, Topics topics) {
        new TopicSetup(admin, topics).ensure();
    }

    private void ensure() {
        for (int attempt = 1; !madeAllMissing(); attempt++) {
            if (attempt == ATTEMPTS) {
                throw new TopicSetupException("topics that exist already cannot be seen; are the brokers starting up?");
            }
            pause();
        }
    }

    /** @return false if a topic was there already that a broker did not yet know of: it is still to be checked */
    private boolean madeAllMissing() {
        Map<String, Integer> partitions = partitions();
        requireSound(
                topics.all().stream()
                        .filter(topic -> partitions.containsKey(topic.name()))
                        .toList(),
                partitions);
        List<NewTopic> missing = topics.all().stream()
                .filter(topic -> !partitions.containsKey(topic.name()))
                .map(this::newTopic)
                .toList();
        Set<String> made = new HashSet<>();
        admin.createTopics(missing)
                .values()
                .forEach((name, future) ->
                        answer("create " + name, future.thenApply(done -> name)).ifPresent(made::add));
        return made.size() == missing.size();
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TopicSetupException("interrupted while waiting for the brokers", e);
        }
    }

    private void requireSound(List<Topic<?, ?>> present, Map<String, Integer> partitions) {
        Map<String, Config> configs = configs(present);
        List<String> differences = present.stream()
                .flatMap(
                        topic -> TopicCheck.differences(
                                topic, partitions.getOrDefault(topic.name(), 0), configs.get(topic.name()))
                                .stream())
                .toList();
        if (!differences.isEmpty()) {
            throw new TopicSetupException("these topics are not as they must be; a log's partitions are fixed for its"
                    + " life (export and import it to change them), the rest can be altered with kafka-configs:\n"
                    + String.join("\n", differences));
        }
    }

    /** Of the topics that exist. */
    private Map<String, Integer> partitions() {
        List<String> names = topics.all().stream().map(topic -> topic.name()).toList();
        Map<String, Integer> partitions = new HashMap<>();
        admin.describeTopics(names)
                .topicNameValues()
                .forEach((name, future) -> answer("describe " + name, future)
                        .ifPresent(
                                found -> partitions.put(name, found.partitions().size())));
        return partitions;
    }

    private Map<String, Config> configs(List<Topic<?, ?>> present) {
        List<ConfigResource> resources = present.stream()
                .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic.name()))
                .toList();
        Map<String, Config> configs = new HashMap<>();
        admin.describeConfigs(resources)
                .values()
                .forEach((resource, future) -> configs.put(
                        resource.name(),
                        answer("read the settings of " + resource.name(), future)
                                .orElseThrow(
                                        () -> new TopicSetupException(resource.name() + " has just been deleted"))));
        return configs;
    }

    private NewTopic newTopic(Topic<?, ?> topic) {
        short factor = topics.replicationFactor();
        Optional<Short> replication = factor < 0 ? Optional.empty() : Optional.of(factor);
        return new NewTopic(topic.name(), Optional.of(topic.partitions()), replication).configs(topic.config());
    }

    /** @return empty if the topic does not exist, or, when creating it, has been created by somebody else meanwhile */
    private static <T> Optional<T> answer(String what, KafkaFuture<T> future) {
        try {
            return Optional.ofNullable(future.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TopicSetupException("interrupted: cannot " + what, e);
        } catch (TimeoutException e) {
            throw new TopicSetupException(
                    "cannot " + what + ": no answer from Kafka in " + TIMEOUT.toSeconds()
                            + " s; is kafka.bootstrap_servers right?",
                    e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException
                    || e.getCause() instanceof TopicExistsException) {
                return Optional.empty();
            }
            throw new TopicSetupException("cannot " + what + ": " + String.valueOf(e.getCause()), e);
        }
    }
}
