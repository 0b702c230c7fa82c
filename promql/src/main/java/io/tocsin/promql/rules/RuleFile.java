package io.tocsin.promql.rules;

import io.tocsin.promql.parse.ParseOptions;
import io.tocsin.schemas.config.Problem;
import io.tocsin.schemas.config.Problems;
import io.tocsin.schemas.config.YamlNode;
import java.util.List;

/**
 * A Prometheus rule file.
 *
 * @param name as the user gave it
 * @param warnings what is allowed and probably a mistake
 */
public record RuleFile(String name, List<RuleGroup> groups, List<Problem> warnings) {

    public RuleFile {
        groups = List.copyOf(groups);
        warnings = List.copyOf(warnings);
    }

    /** Without the experimental parts of PromQL. */
    public static RuleFile parse(String file, String text, Problems problems) {
        return parse(file, text, ParseOptions.STABLE, problems);
    }

    /**
     * Reads a file to its end, whatever is wrong in it.
     *
     * @param problems takes every mistake with its place in the file, those inside of expressions and templates too
     * @return what could be read; not to be used if there are problems
     */
    public static RuleFile parse(String file, String text, ParseOptions options, Problems problems) {
        YamlNode root = YamlNode.parse(file, text, problems);
        return new RuleFileReader(file, options, problems).read(root);
    }

    /** YAML that parses to the same rules; comments and layout are not kept. */
    public String toYaml() {
        return RuleYaml.print(this);
    }
}
