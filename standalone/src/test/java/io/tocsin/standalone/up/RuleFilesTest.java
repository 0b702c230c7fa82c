package io.tocsin.standalone.up;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.standalone.cli.ProcessorApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RuleFilesTest {
    @TempDir
    private Path data;

    private FakeProcessor processor;

    @BeforeEach
    void start() throws IOException {
        processor = new FakeProcessor();
    }

    @AfterEach
    void stop() {
        processor.close();
    }

    @Test
    void shouldApplyOnce_whenStartedTwiceWithTheSameFile() {
        start(file("a.yml", "- name: one\n- name: two\n"));
        start(file("a.yml", "- name: one\n- name: two\n"));

        assertThat(processor.changes).containsExactly("apply one", "apply two");
        assertThat(processor.groups).containsEntry("one", "rule_files: a.yml");
    }

    @Test
    void shouldApplyAgain_whenTheFileHasChanged() {
        start(file("a.yml", "- name: one\n"));
        start(file("a.yml", "- name: one # edited\n"));

        assertThat(processor.changes).containsExactly("apply one", "apply one");
    }

    @Test
    void shouldLetAnAppliedRuleWin_whenTheFileHasNotChanged() {
        start(file("a.yml", "- name: one\n"));
        processor.groups.put("one", "rules apply other.yml");
        start(file("a.yml", "- name: one\n"));

        assertThat(processor.groups).containsEntry("one", "rules apply other.yml");
    }

    @Test
    void shouldRemoveAGroup_whenTheFileNoLongerHasIt() {
        start(file("a.yml", "- name: one\n- name: two\n"));
        start(file("a.yml", "- name: two\n"));

        assertThat(processor.groups).containsOnlyKeys("two");
    }

    @Test
    void shouldRemoveItsGroups_whenAFileIsNoLongerNamed() {
        start(file("a.yml", "- name: one\n"), file("b.yml", "- name: two\n"));
        start(file("b.yml", "- name: two\n"));

        assertThat(processor.groups).containsOnlyKeys("two");
    }

    @Test
    void shouldKeepAGroup_whenItMovesToAnotherFile() {
        start(file("a.yml", "- name: one\n"));
        start(file("b.yml", "- name: one\n"));

        assertThat(processor.changes).containsExactly("apply one", "apply one");
        assertThat(processor.groups).containsEntry("one", "rule_files: b.yml");
    }

    @Test
    void shouldNotRemove_whenSomethingElseWroteTheGroup() {
        processor.groups.put("mine", "rules apply mine.yml");
        start(file("a.yml", "- name: one\n"));

        assertThat(processor.groups).containsOnlyKeys("mine", "one");
    }

    @Test
    void shouldApplyAgain_whenTheLogHasLostTheGroup() {
        start(file("a.yml", "- name: one\n"));
        processor.groups.clear();
        start(file("a.yml", "- name: one\n"));

        assertThat(processor.groups).containsOnlyKeys("one");
    }

    @Test
    void shouldApplyAgain_whenItsOwnRecordIsDamaged() throws Exception {
        start(file("a.yml", "- name: one\n"));
        Files.writeString(data.resolve("rule-files.json"), "{");
        start(file("a.yml", "- name: one\n"));

        assertThat(processor.changes).hasSize(2);
    }

    private static RuleSource file(String name, String text) {
        return new RuleSource(name, Path.of(name), text);
    }

    private void start(RuleSource... files) {
        try (ProcessorApi api = new ProcessorApi(processor.uri())) {
            new RuleFiles(api, AppliedFiles.load(data.resolve("rule-files.json"))).apply(List.of(files));
        }
    }
}
