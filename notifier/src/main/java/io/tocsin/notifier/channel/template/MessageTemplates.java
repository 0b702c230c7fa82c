package io.tocsin.notifier.channel.template;

import io.tocsin.promql.template.Template;
import io.tocsin.promql.template.TemplateException;
import io.tocsin.promql.template.TemplateLanguage;
import io.tocsin.schemas.config.Position;
import io.tocsin.schemas.config.Problems;
import io.tocsin.schemas.config.YamlNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;

/** The language of message templates: functions, and the named templates of ours and of the section {@code templates:}. */
public final class MessageTemplates {

    private static final TemplateLanguage FUNCTIONS =
            TemplateLanguage.RULES.withVariables(List.of()).withFunctions(MessageFunctions.ALL);

    private static final TemplateLanguage BUILT_IN =
            FUNCTIONS.withDefinitionsOf(List.of(Template.parse("built-in", resource(), FUNCTIONS)));

    public static final MessageTemplates DEFAULT = new MessageTemplates(BUILT_IN);

    private final TemplateLanguage language;

    private MessageTemplates(TemplateLanguage language) {
        this.language = language;
    }

    private static String resource() {
        try (InputStream in = MessageTemplates.class.getResourceAsStream("default.tmpl")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param section {@code templates:}, files relative to the configuration; the last part may be a pattern */
    public static MessageTemplates read(YamlNode section, Problems problems) {
        List<Template> templates = new ArrayList<>();
        for (YamlNode node : section.elements()) {
            List<Path> files = files(node);
            if (files.isEmpty()) {
                node.problem("there is no such file: " + node.text());
            }
            files.forEach(file -> read(node, file, problems).ifPresent(templates::add));
        }
        return new MessageTemplates(BUILT_IN.withDefinitionsOf(templates));
    }

    private static List<Path> files(YamlNode node) {
        Path pattern = Path.of(node.position().file()).resolveSibling(node.text());
        Path directory = pattern.toAbsolutePath().getParent();
        Path last = pattern.getFileName();
        if (Files.isRegularFile(pattern)) {
            return List.of(pattern);
        }
        if (directory == null || last == null || !Files.isDirectory(directory)) {
            return List.of();
        }
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, last.toString())) {
            found.forEach(files::add);
        } catch (IOException | DirectoryIteratorException | PatternSyntaxException e) {
            node.problem("cannot be read, or is no pattern: " + pattern);
        }
        return files.stream().sorted().toList();
    }

    private static Optional<Template> read(YamlNode node, Path file, Problems problems) {
        try {
            return Optional.of(Template.parse(file.toString(), Files.readString(file), FUNCTIONS));
        } catch (IOException e) {
            node.problem("cannot be read: " + file);
        } catch (TemplateException e) {
            problems.add(new Position(file.toString(), e.line(), e.column()), "", e.reason());
        }
        return Optional.empty();
    }

    /** A built-in text, which has no mistakes. */
    public MessageTemplate builtIn(String text) {
        return new MessageTemplate(Template.parse("built-in", text, language));
    }

    /** @return empty if there is a mistake in it, which is then a problem */
    public Optional<MessageTemplate> parse(YamlNode node, String text, Problems problems) {
        try {
            MessageTemplate template = new MessageTemplate(Template.parse(node.path(), text, language));
            TrialMessage.undefined(template).ifPresent(node::problem);
            return Optional.of(template);
        } catch (TemplateException e) {
            problems.add(node.within(e.line(), e.column()), node.path(), e.reason());
            return Optional.empty();
        }
    }
}
