package io.tocsin.schemas.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class YamlNodeTest {

    private final Problems problems = new Problems();

    private YamlNode parse(String text) {
        return YamlNode.parse("tocsin.yml", text, problems);
    }

    private List<String> told() {
        return problems.list().stream().map(Problem::toString).toList();
    }

    @Test
    void shouldReadEveryType_whenAllIsWell() {
        YamlNode root = parse("""
            name: edge
            size: 7
            long: 9000000000
            ratio: 0.5
            on: true
            wait: 1m30s
            labels: {b: x, a: 1, c: }
            list:
              - one
              - url: two
            password: hush
            """);

        assertThat(root.string("name", "")).isEqualTo("edge");
        assertThat(root.integer("size", 0)).isEqualTo(7);
        assertThat(root.wholeNumber("long", 0)).isEqualTo(9_000_000_000L);
        assertThat(root.number("ratio", 0)).isEqualTo(0.5);
        assertThat(root.bool("on", false)).isTrue();
        assertThat(root.duration("wait", Duration.ZERO)).isEqualTo(Duration.ofSeconds(90));
        assertThat(root.stringMap("labels")).isEqualTo(Map.of("a", "1", "b", "x", "c", ""));
        assertThat(root.list("list").get(0).text()).isEqualTo("one");
        assertThat(root.list("list").get(1).requiredString("url")).isEqualTo("two");
        assertThat(root.list("list").get(1).get("url").path()).isEqualTo("list[1].url");
        assertThat(root.secret("password")).contains(new Secret("hush"));
        assertThat(problems.isEmpty()).isTrue();
    }

    @Test
    void shouldGiveDefaults_whenNothingIsThere() {
        YamlNode absent = parse("other: 1").get("section");

        assertThat(absent.isPresent()).isFalse();
        assertThat(absent.get("deeper").string("name", "dflt")).isEqualTo("dflt");
        assertThat(absent.integer("size", 3)).isEqualTo(3);
        assertThat(absent.list("list")).isEmpty();
        assertThat(absent.stringMap("map")).isEmpty();
        assertThat(absent.secret("password")).isEmpty();
        absent.allowOnly("a");
        assertThat(problems.isEmpty()).isTrue();
    }

    @Test
    void shouldTellAllMistakesAtOnce_whenThereAreMany() {
        YamlNode root = parse("""
            size: seven
            on: maybe
            wait: 5
            labels: [a]
            list: text
            nmae: x
            """);

        root.integer("size", 0);
        root.integer("size", 0);
        root.bool("on", false);
        root.duration("wait", Duration.ZERO);
        root.stringMap("labels");
        root.list("list");
        root.requiredString("must");
        root.allowOnly("size", "on", "wait", "labels", "list", "name");

        assertThatThrownBy(problems::throwIfAny)
                .isInstanceOf(ConfigException.class)
                .hasMessage("""
                    tocsin.yml:1:1: must: is required
                    tocsin.yml:1:7: size: must be a whole number, is "seven"
                    tocsin.yml:2:5: on: must be true or false, is "maybe"
                    tocsin.yml:3:7: wait: the duration "5" has no unit; units are y, w, d, h, m, s and ms
                    tocsin.yml:4:9: labels: must be a mapping (key: value), is a list
                    tocsin.yml:5:7: list: must be a list, is a single value
                    tocsin.yml:6:1: nmae: unknown key; did you mean "name"?\
                    """);
    }

    @Test
    void shouldTellWhatIsKnown_whenNoKeyIsNear() {
        parse("zebra: 1").allowOnly("url", "timeout");

        assertThat(told()).containsExactly("tocsin.yml:1:1: zebra: unknown key; known here: timeout, url");
    }

    @Test
    void shouldRefuse_whenAKeyIsGivenTwice() {
        YamlNode root = parse("a:\n  b: 1\n  c: 2\n  b: 3\n");

        assertThat(told()).containsExactly("tocsin.yml:4:3: a.b: is given twice; first in line 2");
        assertThat(root.get("a").integer("c", 0)).isEqualTo(2);
    }

    @Test
    void shouldTellThePlace_whenTheTextIsNoYaml() {
        YamlNode root = parse("a: 1\nb: [1, 2\nc: 3\n");

        assertThat(root.isPresent()).isFalse();
        assertThat(told()).hasSize(1);
        assertThat(told().getFirst()).startsWith("tocsin.yml:3:").contains("is no YAML");
    }

    @Test
    void shouldRefuse_whenANodeContainsItself() {
        parse("a: &x\n  b: *x\n");

        assertThat(told()).containsExactly("tocsin.yml:1:4: a.b: contains itself through an alias");
    }

    @Test
    void shouldFollowAliases_whenTheyAreSound() {
        YamlNode root = parse("a: &x {k: v}\nb: *x\n");

        assertThat(root.stringMap("b")).isEqualTo(Map.of("k", "v"));
        assertThat(problems.isEmpty()).isTrue();
    }

    @Test
    void shouldRefuse_whenThereAreMoreAliasesThanAnybodyWrites() {
        StringBuilder text = new StringBuilder("a0: &a0 [ha]\n");
        for (int i = 1; i < 10; i++) {
            String before = "*a" + (i - 1);
            text.append("a%d: &a%d [%s]\n".formatted(i, i, String.join(", ", Collections.nCopies(9, before))));
        }

        assertThat(parse(text.toString()).isPresent()).isFalse();
        assertThat(told()).singleElement().asString().contains("aliases", "50");
    }

    @Test
    void shouldNotExpandAliases_whenTheyMultiply() {
        StringBuilder text = new StringBuilder("a0: &a0 [x]\n");
        for (int i = 1; i < 25; i++) {
            text.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }

        YamlNode root = parse(text.toString());
        assertThat(told()).isEmpty();
        assertThat(root.list("a24")).hasSize(2);
        assertThat(problems.isEmpty()).isTrue();
    }

    @Test
    void shouldRefuse_whenNestedTooDeeply() {
        assertThat(parse("[".repeat(200_000)).isPresent()).isFalse();
        assertThat(told()).hasSize(1);
    }

    @Test
    void shouldNeverPrintASecret_whenItIsWrongOrShown() {
        YamlNode root = parse("password: [hush]\nother: hush\n");

        root.secret("password");

        assertThat(told()).containsExactly("tocsin.yml:1:11: password: must be a single value, is a list");
        assertThat(root.secret("other")).hasToString("Optional[***]");
    }

    @Test
    void shouldPlaceTextInTheFile_whenItIsAScalarOfAnyStyle() {
        YamlNode root = parse("""
            plain: rate(x)
            quoted: "rate(x)"
            block: |

              sum(
                x)
            """);

        assertThat(root.get("plain").within(1, 6)).isEqualTo(new Position("tocsin.yml", 1, 13));
        assertThat(root.get("quoted").within(1, 6)).isEqualTo(new Position("tocsin.yml", 2, 15));
        assertThat(root.get("block").text()).isEqualTo("\nsum(\n  x)\n");
        assertThat(root.get("block").within(3, 3)).isEqualTo(new Position("tocsin.yml", 6, 5));
    }

    @Test
    void shouldBeAbsent_whenTheDocumentIsEmpty() {
        assertThat(parse("# nothing\n").isPresent()).isFalse();
        assertThat(problems.isEmpty()).isTrue();
    }

    @Test
    void shouldBringInWhatIsMerged_unlessTheMappingHasItsOwn() {
        YamlNode root = parse("""
            a: &a {x: 1, y: 1}
            b: &b {y: 2, z: 2}
            c: {x: 3, <<: [*a, *b]}
            d: {"<<": 4}
            """);

        assertThat(root.stringMap("c")).isEqualTo(Map.of("x", "3", "y", "1", "z", "2"));
        assertThat(root.stringMap("d")).isEqualTo(Map.of("<<", "4"));
        assertThat(told()).isEmpty();
    }
}
