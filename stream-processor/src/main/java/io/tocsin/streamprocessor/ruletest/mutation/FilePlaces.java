package io.tocsin.streamprocessor.ruletest.mutation;

import io.tocsin.schemas.config.Position;
import io.tocsin.schemas.config.YamlNode;
import java.util.List;

/**
 * Where a place in the text of a YAML value stands in its file. Unlike {@link YamlNode#within} it also knows its way about
 * texts that are folded: their characters other than blanks come in the same order in the file, and nothing else is between
 * them.
 */
final class FilePlaces {

    private final List<String> lines;

    FilePlaces(String file) {
        this.lines = file.lines().toList();
    }

    /** @param offset in the node's text */
    Position of(YamlNode node, int offset) {
        Position start = node.position();
        char first = at(start.line() - 1, start.column() - 1);
        if (first == '"' || first == '\'') {
            return quoted(start, first == '"' ? '\\' : '\'', offset);
        }
        boolean block = first == '|' || first == '>';
        long before =
                node.text().substring(0, offset).chars().filter(c -> c > ' ').count();
        return block ? skip(start, start.line(), 0, before) : skip(start, start.line() - 1, start.column() - 1, before);
    }

    /** On one line; of several the place is not told more exactly than where they begin. */
    private Position quoted(Position start, char escape, int offset) {
        int column = start.column();
        for (int i = 0; i < offset; i++) {
            column += at(start.line() - 1, column) == escape ? 2 : 1;
        }
        boolean inLine = column < lines.get(start.line() - 1).length();
        return inLine ? new Position(start.file(), start.line(), column + 1) : start;
    }

    private char at(int line, int column) {
        return line < lines.size() && column < lines.get(line).length()
                ? lines.get(line).charAt(column)
                : ' ';
    }

    /** The place of the character before which there are so many others than blanks. */
    private Position skip(Position start, int fromLine, int fromColumn, long before) {
        long left = before;
        int column = fromColumn;
        for (int line = fromLine; line < lines.size(); line++, column = 0) {
            for (; column < lines.get(line).length(); column++) {
                if (lines.get(line).charAt(column) > ' ' && left-- == 0) {
                    return new Position(start.file(), line + 1, column + 1);
                }
            }
        }
        return start;
    }
}
