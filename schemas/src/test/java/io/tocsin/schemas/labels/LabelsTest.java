package io.tocsin.schemas.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class LabelsTest {

    private static final Labels UP = Labels.of("__name__", "up", "job", "node", "instance", "a:1");

    @Test
    void shouldBeSorted_whateverTheOrderGiven() {
        Labels other = Labels.of("job", "node", "instance", "a:1", "__name__", "up");

        assertThat(other).isEqualTo(UP).hasSameHashCodeAs(UP);
        assertThat(Stream.of(0, 1, 2).map(UP::name)).containsExactly("__name__", "instance", "job");
        assertThat(UP.value(2)).isEqualTo("node");
        assertThat(UP).hasToString("up{instance=\"a:1\", job=\"node\"}");
    }

    @Test
    void shouldNotHoldEmptyValues() {
        assertThat(Labels.of("a", "")).isEqualTo(Labels.EMPTY);
        assertThat(Labels.of(Map.of("a", "", "b", "1")).size()).isEqualTo(1);
        assertThat(UP.with("job", "")).isEqualTo(UP.without("job"));
        assertThat(UP.get("absent")).isEmpty();
        assertThat(UP.get("")).isEmpty();
        assertThat(UP.has("zzz")).isFalse();
    }

    @Test
    void shouldChangeACopy_whenLabelsAreSetOrDropped() {
        assertThat(UP.with("job", "x").get("job")).isEqualTo("x");
        assertThat(UP.get("job")).isEqualTo("node");
        assertThat(UP.withoutMetricName()).isEqualTo(Labels.of("job", "node", "instance", "a:1"));
        assertThat(UP.keep(List.of("job", "absent"))).isEqualTo(Labels.of("job", "node"));
        assertThat(UP.drop(List.of("job", "absent"))).isEqualTo(Labels.of("__name__", "up", "instance", "a:1"));
        assertThat(UP.drop(List.of("absent"))).isSameAs(UP);
        assertThat(UP.keep(List.of())).isSameAs(Labels.EMPTY);
    }

    @Test
    void shouldRefuse_whatIsNoLabelSet() {
        assertThatThrownBy(() -> Labels.of("a")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Labels.of("a", "1", "a", "2")).hasMessageContaining("given twice");
    }

    @Test
    void shouldTakeOnlySortedPairs_whenADecoderBringsThem() {
        assertThat(Labels.ofSortedPairs(new String[] {"a", "1", "b", "2"})).isEqualTo(Labels.of("a", "1", "b", "2"));
        assertThat(Labels.ofSortedPairs(new String[0])).isSameAs(Labels.EMPTY);
        assertThat(Labels.ofSortedPairs(new String[] {"b", "1", "a", "2"})).isNull();
        assertThat(Labels.ofSortedPairs(new String[] {"a", "1", "a", "2"})).isNull();
        assertThat(Labels.ofSortedPairs(new String[] {"a", ""})).isNull();
    }

    @Test
    void shouldBeInPrometheusOrder_shorterFirst() {
        List<Labels> ordered = List.of(
                Labels.EMPTY,
                Labels.of("a", "1"),
                Labels.of("a", "1", "b", "1"),
                Labels.of("a", "10"),
                Labels.of("a", "2"),
                Labels.of("b", "0"));
        List<Labels> shuffled = new ArrayList<>(ordered.reversed());
        shuffled.sort(null);

        assertThat(shuffled).isEqualTo(ordered);
    }

    /** Computed from the definition of 64-bit FNV-1a by another program. */
    @Test
    void shouldHaveTheFingerprint_thatPeopleKnow() {
        assertThat(Labels.EMPTY.fingerprint()).isEqualTo("cbf29ce484222325");
        assertThat(Labels.of("alertname", "HighCPUUsage", "instance", "host:9100")
                        .fingerprint())
                .isEqualTo("d7ab09b0ccc83e1a");
        assertThat(Labels.of("b", "x y", "a", "ü").fingerprint()).isEqualTo("8ed89a1cfec90898");
    }

    @Test
    void shouldPrintAsPromQl() {
        assertThat(Labels.EMPTY).hasToString("{}");
        assertThat(Labels.of("__name__", "up")).hasToString("up");
        assertThat(Labels.of("a", "x\"y\\z\n")).hasToString("{a=\"x\\\"y\\\\z\\n\"}");
    }

    @Property
    void shouldOrderAndEqualConsistently(@ForAll("sets") Labels a, @ForAll("sets") Labels b, @ForAll("sets") Labels c) {
        assertThat(Integer.signum(a.compareTo(b))).isEqualTo(-Integer.signum(b.compareTo(a)));
        assertThat(a.compareTo(b) == 0).isEqualTo(a.equals(b));
        if (a.compareTo(b) <= 0 && b.compareTo(c) <= 0) {
            assertThat(a.compareTo(c)).isLessThanOrEqualTo(0);
        }
        assertThat(Labels.of(a.toMap())).isEqualTo(a).hasSameHashCodeAs(a);
        a.forEach(
                (name, value) -> assertThat(Objects.equals(a.get(name), value)).isTrue());
    }

    @Provide
    Arbitrary<Labels> sets() {
        Arbitrary<String> words =
                Arbitraries.strings().withChars("abc").ofMinLength(1).ofMaxLength(2);
        return Arbitraries.maps(words, words).ofMaxSize(3).map(Labels::of);
    }
}
