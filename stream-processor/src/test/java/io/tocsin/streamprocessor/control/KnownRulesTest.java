package io.tocsin.streamprocessor.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.schemas.avro.RuleGroupVersion;
import io.tocsin.streamprocessor.rules.RuleVersion;
import io.tocsin.streamprocessor.rules.RuleVersionParser;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class KnownRulesTest {

    private final List<List<RuleVersion>> partitions = new ArrayList<>(List.of(List.of()));
    private final KnownRules known = new KnownRules(() -> partitions);

    private static RuleVersion version(String group, long revision) {
        return RuleVersionParser.standard()
                .parse(RuleGroupVersion.newBuilder()
                        .setNamespace("default")
                        .setGroup(group)
                        .setRevision(revision)
                        .setVersion("v" + revision)
                        .setSource("test")
                        .setIntervalMillis(1_000)
                        .setRules(List.of())
                        .build());
    }

    private List<Long> revisions() {
        return known.newest().values().stream().map(RuleVersion::revision).toList();
    }

    @Test
    void shouldKnowWhatWasWrittenHere_beforeAnyPartitionShowsIt() {
        partitions.set(0, List.of(version("a", 1)));

        known.written(List.of(version("a", 2), version("b", 7)));

        assertThat(revisions()).containsExactly(2L, 7L);
    }

    @Test
    void shouldGoByThePartitions_whenSomebodyElseHasWrittenSince() {
        known.written(List.of(version("a", 2)));

        partitions.set(0, List.of(version("a", 3)));

        assertThat(revisions()).containsExactly(3L);
    }

    @Test
    void shouldGoByThePartitionThatIsFurthest() {
        partitions.set(0, List.of(version("a", 2)));
        partitions.add(List.of(version("a", 1), version("b", 1)));

        assertThat(revisions()).containsExactly(2L, 1L);
    }

    @Test
    void shouldSaySo_whenThereAreNoPartitions() {
        partitions.clear();

        assertThatThrownBy(known::newest).isInstanceOf(RuleControl.NoPartitionException.class);
    }
}
