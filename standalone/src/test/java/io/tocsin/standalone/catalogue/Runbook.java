package io.tocsin.standalone.catalogue;

import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a runbook says, as far as a machine reads it. */
record Runbook(String text) {
    static final List<String> SECTIONS = List.of("Meaning", "Impact", "Verify", "Do", "Told", "Command");

    private static final Pattern HEADING = Pattern.compile("(?m)^## (.*\\S)\\s*$");
    private static final Pattern QUERY = Pattern.compile("(?ms)^```promql\\s*\\n(.*?)^```");
    private static final Pattern COMMAND = Pattern.compile("\\b[A-Z]{2,}(?:_[A-Z]+)+\\b");

    /** Headings of the second level, in order. */
    List<String> sections() {
        return HEADING.matcher(text).results().map(heading -> heading.group(1)).toList();
    }

    /** Each block of PromQL. */
    List<String> queries() {
        return QUERY.matcher(text).results().map(block -> block.group(1)).toList();
    }

    /** The commands that the last section names. */
    TreeSet<String> commands() {
        int from = text.indexOf("\n## Command");
        return COMMAND.matcher(from < 0 ? "" : text.substring(from))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
