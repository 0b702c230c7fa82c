package io.tocsin.notifier.route;

import com.google.re2j.PatternSyntaxException;
import io.tocsin.schemas.labels.Matcher;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads matchers as Alertmanager writes them: {@code severity="critical"}, {@code team=~ops|dba},
 * {@code {a="b", c!="d"}}. Values, and names that are no plain identifiers, may be quoted; in quotes a backslash escapes.
 */
final class MatcherReader {

    /** What is wrong, and at which character of the text (from 0). */
    static final class MalformedMatcherException extends Exception {
        private static final long serialVersionUID = 1L;
        private final int index;

        MalformedMatcherException(String message, int index) {
            super(message);
            this.index = index;
        }

        int index() {
            return index;
        }
    }

    private static final String PLAIN_END = "=!~,{}\"'`\\ \t\r\n";

    private final String text;
    private int at;

    private MatcherReader(String text) {
        this.text = text;
    }

    /** @throws MalformedMatcherException if the text is not one or more matchers */
    static List<Matcher> read(String text) throws MalformedMatcherException {
        return new MatcherReader(text).all();
    }

    private List<Matcher> all() throws MalformedMatcherException {
        List<Matcher> matchers = new ArrayList<>();
        boolean braces = accept('{');
        while (!atEnd() && peek() != '}') {
            matchers.add(one());
            if (!accept(',')) {
                break;
            }
        }
        if (braces && !accept('}')) {
            throw new MalformedMatcherException("expected , or }", at);
        }
        if (!atEnd()) {
            throw new MalformedMatcherException(braces ? "unexpected text after }" : "expected , between matchers", at);
        }
        if (matchers.isEmpty() && !braces) {
            throw new MalformedMatcherException("expected a matcher such as severity=\"critical\"", at);
        }
        return matchers;
    }

    private Matcher one() throws MalformedMatcherException {
        String name = nextText("a label name");
        int operatorAt = skipSpace();
        Matcher.Type type = operator();
        int valueAt = skipSpace();
        String value = atEnd() || peek() == ',' || peek() == '}' ? "" : nextText("a value");
        if (name.isEmpty()) {
            throw new MalformedMatcherException("expected a label name", operatorAt);
        }
        try {
            return Matcher.of(name, type, value);
        } catch (PatternSyntaxException e) {
            throw new MalformedMatcherException("bad regular expression: " + e.getMessage(), valueAt);
        }
    }

    private Matcher.Type operator() throws MalformedMatcherException {
        for (Matcher.Type type :
                List.of(Matcher.Type.REGEX, Matcher.Type.NOT_REGEX, Matcher.Type.NOT_EQUAL, Matcher.Type.EQUAL)) {
            if (text.startsWith(type.symbol(), at)) {
                at += type.symbol().length();
                return type;
            }
        }
        throw new MalformedMatcherException("expected one of = != =~ !~", at);
    }

    private String nextText(String what) throws MalformedMatcherException {
        int start = skipSpace();
        if (!atEnd() && peek() == '"') {
            return quoted();
        }
        while (at < text.length() && PLAIN_END.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        if (at == start) {
            throw new MalformedMatcherException("expected " + what, at);
        }
        return text.substring(start, at);
    }

    private String quoted() throws MalformedMatcherException {
        int start = at++;
        StringBuilder out = new StringBuilder();
        while (at < text.length() && text.charAt(at) != '"') {
            char c = text.charAt(at++);
            if (c == '\\' && at < text.length()) {
                c = text.charAt(at++);
                switch (c) {
                    case 'n' -> out.append('\n');
                    case '"', '\\' -> out.append(c);
                    // As in Alertmanager: any other escape stands for itself, so that regular expressions read well.
                    default -> out.append('\\').append(c);
                }
            } else {
                out.append(c);
            }
        }
        if (at == text.length()) {
            throw new MalformedMatcherException("a quote that is not closed", start);
        }
        at++;
        return out.toString();
    }

    private boolean accept(char c) {
        skipSpace();
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    private boolean atEnd() {
        return skipSpace() == text.length();
    }

    private char peek() {
        return text.charAt(at);
    }

    private int skipSpace() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }
}
