package io.tocsin.streamprocessor.rulefiles;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RuleFilesTest {
    @TempDir
    private Path data;

    private final FakeLog log = new FakeLog();
    private String context = "log 1";

    /** A file's groups are its lines {@code - name: …}. */
    private static final class FakeLog implements RuleLog {
        private final Map<String, String> groups = new TreeMap<>();
        private final List<String> changes = new ArrayList<>();

        @Override
        public List<Group> groups() {
            return groups.entrySet().stream()
                    .map(group -> new Group("default", group.getKey(), group.getValue()))
                    .toList();
        }

        @Override
        public List<String> apply(String namespace, String source, String text) {
            List<String> names =
                    text.lines().map(line -> line.split(" ", -1)[2]).toList();
            names.forEach(name -> groups.put(name, source));
            names.forEach(name -> changes.add("apply " + name));
            return names;
        }

        @Override
        public void delete(String namespace, String group) {
            groups.remove(group);
            changes.add("delete " + group);
        }
    }

    @Test
    void shouldApplyOnce_whenStartedTwiceWithTheSameFile() {
        start(file("a.yml", "- name: one\n- name: two\n"));
        start(file("a.yml", "- name: one\n- name: two\n"));

        assertThat(log.changes).containsExactly("apply one", "apply two");
        assertThat(log.groups).containsEntry("one", "rule_files: a.yml");
    }

    @Test
    void shouldApplyAgain_whenTheFileHasChanged() {
        start(file("a.yml", "- name: one\n"));
        start(file("a.yml", "- name: one # edited\n"));

        assertThat(log.changes).containsExactly("apply one", "apply one");
    }

    @Test
    void shouldLetAnAppliedRuleWin_whenTheFileHasNotChanged() {
        start(file("a.yml", "- name: one\n"));
        log.groups.put("one", "rules apply other.yml");
        start(file("a.yml", "- name: one\n"));

        assertThat(log.groups).containsEntry("one", "rules apply other.yml");
    }

    @Test
    void shouldRemoveAGroup_whenTheFileNoLongerHasIt() {
        start(file("a.yml", "- name: one\n- name: two\n"));
        start(file("a.yml", "- name: two\n"));

        assertThat(log.groups).containsOnlyKeys("two");
    }

    @Test
    void shouldRemoveItsGroups_whenAFileIsNoLongerNamed() {
        start(file("a.yml", "- name: one\n"), file("b.yml", "- name: two\n"));
        start(file("b.yml", "- name: two\n"));

        assertThat(log.groups).containsOnlyKeys("two");
    }

    @Test
    void shouldKeepAGroup_whenItMovesToAnotherFile() {
        start(file("a.yml", "- name: one\n"));
        start(file("b.yml", "- name: one\n"));

        assertThat(log.changes).containsExactly("apply one", "apply one");
        assertThat(log.groups).containsEntry("one", "rule_files: b.yml");
    }

    @Test
    void shouldNotRemove_whenSomethingElseWroteTheGroup() {
        log.groups.put("mine", "rules apply mine.yml");
        start(file("a.yml", "- name: one\n"));

        assertThat(log.groups).containsOnlyKeys("mine", "one");
    }

    @Test
    void shouldApplyAgain_whenItIsAnotherLog() {
        start(file("a.yml", "- name: one\n"));
        log.groups.clear();
        context = "log 2";
        start(file("a.yml", "- name: one\n"));

        assertThat(log.groups).containsOnlyKeys("one");
    }

    @Test
    void shouldApplyAgain_whenItsOwnRecordIsDamaged() throws Exception {
        start(file("a.yml", "- name: one\n"));
        Files.writeString(data.resolve("rule-files.json"), "{");
        start(file("a.yml", "- name: one\n"));

        assertThat(log.changes).hasSize(2);
    }

    private static RuleSource file(String name, String text) {
        return RuleSource.file(name, Path.of(name), text);
    }

    private void start(RuleSource... files) {
        new RuleFiles(log, AppliedFiles.load(data.resolve("rule-files.json"), context)).apply(List.of(files));
    }
}
