package io.tocsin.schemas.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KafkaConfigTest {

    private final Problems problems = new Problems();

    private KafkaConfig read(String text) {
        YamlNode root = YamlNode.parse("tocsin.yml", text, problems);
        return KafkaConfig.read(root.get("kafka"), problems);
    }

    @Test
    void shouldBeLocal_whenNothingIsSaid() {
        assertThat(read("")).isEqualTo(KafkaConfig.local("127.0.0.1:9092"));
        assertThat(problems.isEmpty()).isTrue();
    }

    @Test
    void shouldReadEverything_whenAllIsSaid() {
        KafkaConfig config = read("""
            kafka:
              bootstrap_servers: a:9092,b:9092
              topic_prefix: prod.
              partitions: 12
              replication_factor: -1
              properties:
                security.protocol: SASL_SSL
                sasl.jaas.config: user="x" password="hush"
              schema_registry:
                url: https://registry:8081/
                username: tocsin
                password: hush
                timeout: 2s
            """);

        assertThat(problems.list()).isEmpty();
        assertThat(config.partitions()).isEqualTo(12);
        assertThat(config.replicationFactor()).isEqualTo((short) -1);
        assertThat(config.clientProperties())
                .containsEntry("bootstrap.servers", "a:9092,b:9092")
                .containsEntry("security.protocol", "SASL_SSL");
        assertThat(config.registry()).hasValueSatisfying(registry -> {
            assertThat(registry.url()).isEqualTo("https://registry:8081");
            assertThat(registry.timeout()).isEqualTo(Duration.ofSeconds(2));
        });
        assertThat(config.toString()).contains("prod.", "sasl.jaas.config").doesNotContain("hush");
    }

    @Test
    void shouldTellEveryMistake_whenThereAreSome() {
        read("""
            kafka:
              topic_prefix: "a b"
              partitions: 0
              replication_factor: 0
              schema_registry:
                url: http://user:hush@registry:8081
                timeout: 0s
            """);

        assertThat(problems.list())
                .extracting(Problem::toString)
                .containsExactly(
                        "tocsin.yml:2:17: kafka.topic_prefix: may have letters, digits, '.', '_' and '-', at most 100",
                        "tocsin.yml:3:15: kafka.partitions: must be from 1 to 1000, is 0",
                        "tocsin.yml:4:23: kafka.replication_factor: must be 1 or more, or -1 (as the brokers have it),"
                                + " is 0",
                        "tocsin.yml:6:10: kafka.schema_registry.url: must be http://host:port/path or https://…, with"
                                + " no user in it",
                        "tocsin.yml:7:14: kafka.schema_registry.timeout: must be more than 0s");
    }

    @Test
    void shouldRefuse_whatIsNoAddress() {
        for (String url : new String[] {"registry:8081", "ftp://registry", "http://", "http://a b"}) {
            Problems found = new Problems();
            YamlNode root = YamlNode.parse("t", "schema_registry: {url: \"" + url + "\"}", found);
            KafkaConfig.read(root, found);
            assertThat(found.list()).as(url).hasSize(1);
        }
    }

    @Test
    void shouldHoldItsBounds() {
        for (Map.Entry<String, Boolean> each :
                Map.of("1", true, "1000", true, "1001", false, "-1", false).entrySet()) {
            Problems found = new Problems();
            YamlNode root = YamlNode.parse("t", "partitions: " + each.getKey(), found);
            KafkaConfig.read(root, found);
            assertThat(found.isEmpty()).as(each.getKey()).isEqualTo(each.getValue());
        }
    }
}
