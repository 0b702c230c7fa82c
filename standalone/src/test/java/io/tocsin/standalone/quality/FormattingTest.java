package io.tocsin.standalone.quality;

import static org.assertj.core.api.Assertions.assertThat;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.JavaFormatterOptions;
import com.palantir.javaformat.java.JavaFormatterOptions.Style;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Every Java file is as palantir-java-format writes it. A test and not a plugin of the build, because the formatter
 * needs the JDK that the tests run on, and Maven may run on an older one.
 */
final class FormattingTest {
    private static final boolean APPLY = Boolean.getBoolean("format.apply");

    private final Formatter formatter = Formatter.createFormatter(
            JavaFormatterOptions.builder().style(Style.PALANTIR).build());

    @Test
    void shouldFindNothingToChange_whenEveryFileIsFormatted() throws Exception {
        List<Path> unformatted = new ArrayList<>();
        for (Path file : Reactor.javaFiles()) {
            String source = Files.readString(file);
            String formatted = format(source);
            if (!formatted.equals(source)) {
                unformatted.add(Reactor.ROOT.relativize(file));
                apply(file, formatted);
            }
        }

        assertThat(APPLY ? List.of() : unformatted)
                .describedAs("files that are not formatted; format them with:%n"
                        + "  mvn test -pl standalone -am -Dtest=FormattingTest -Dformat.apply=true"
                        + " -Dsurefire.failIfNoSpecifiedTests=false")
                .isEmpty();
    }

    @Test
    void shouldFindSomethingToChange_whenAFileIsNotFormatted() throws Exception {
        String source = "package x;import java.util.List;class Unformatted{int x ;}\n";

        assertThat(format(source)).isEqualTo("package x;\n\nclass Unformatted {\n    int x;\n}\n");
    }

    private String format(String source) throws FormatterException {
        return formatter.formatSource(formatter.fixImports(source));
    }

    private static void apply(Path file, String formatted) throws IOException {
        if (APPLY) {
            Files.writeString(file, formatted);
        }
    }
}
