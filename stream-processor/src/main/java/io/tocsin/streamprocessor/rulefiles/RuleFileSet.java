package io.tocsin.streamprocessor.rulefiles;

import io.tocsin.promql.rules.RuleFile;
import io.tocsin.promql.rules.RuleGroup;
import io.tocsin.schemas.config.Position;
import io.tocsin.schemas.config.Problems;
import java.util.HashMap;
import java.util.Map;

/** Rule files that go into one namespace, where a group is known by its name whatever file it comes from. */
public final class RuleFileSet {
    private final Map<String, Position> groups = new HashMap<>();
    private final Problems problems;

    /** @param problems takes every mistake */
    public RuleFileSet(Problems problems) {
        this.problems = problems;
    }

    /** @param name as problems name the file */
    public void add(String name, String text) {
        Problems own = new Problems();
        RuleFile file = RuleFile.parse(name, text, own);
        if (own.isEmpty()) {
            new InstanceCheck(own).check(file);
        }
        own.list().forEach(problem -> problems.add(problem.at(), problem.path(), problem.message()));
        for (RuleGroup group : file.groups()) {
            Position before = groups.putIfAbsent(group.name(), group.position());
            if (before != null && !before.file().equals(name)) {
                problems.add(
                        group.position(), "", "there is a group \"" + group.name() + "\" at " + before + " already");
            }
        }
    }
}
