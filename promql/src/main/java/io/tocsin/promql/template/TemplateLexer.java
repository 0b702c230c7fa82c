package io.tocsin.promql.template;

import java.util.ArrayList;
import java.util.List;

/** Cuts a template into text and the tokens of its actions; trims and comments are gone afterwards. */
final class TemplateLexer {

    private static final String BLANKS = " \t\r\n";

    private final TemplateSource source;
    private final String text;
    private final List<TemplateToken> tokens = new ArrayList<>();
    private int at;
    private boolean trimNext;

    private TemplateLexer(TemplateSource source) {
        this.source = source;
        this.text = source.text();
    }

    /** The last token is the one of kind END. */
    static List<TemplateToken> tokens(TemplateSource source) {
        TemplateLexer lexer = new TemplateLexer(source);
        lexer.run();
        return lexer.tokens;
    }

    private void run() {
        while (at < text.length()) {
            int open = text.indexOf("{{", at);
            int end = open < 0 ? text.length() : open;
            boolean trimmed = open >= 0 && text.startsWith("-", open + 2) && isBlank(open + 3);
            text(at, end, trimmed);
            at = end;
            if (open >= 0) {
                at = open + (trimmed ? 4 : 2);
                action(open);
            }
        }
        emit(TemplateToken.Kind.END, text.length(), false);
    }

    private void text(int from, int to, boolean trimEnd) {
        int start = from;
        int end = to;
        while (trimNext && start < end && isBlank(start)) {
            start++;
        }
        while (trimEnd && end > start && isBlank(end - 1)) {
            end--;
        }
        if (end > start) {
            tokens.add(new TemplateToken(TemplateToken.Kind.TEXT, text.substring(start, end), start, false));
        }
        trimNext = false;
    }

    private void action(int open) {
        if (text.startsWith("/*", at)) {
            comment(open);
            return;
        }
        tokens.add(new TemplateToken(TemplateToken.Kind.OPEN, "{{", open, false));
        while (true) {
            int before = at;
            while (at < text.length() && isBlank(at)) {
                at++;
            }
            boolean spaced = at > before;
            if (at >= text.length()) {
                throw source.error(open, "unclosed action");
            }
            if (closes(spaced)) {
                return;
            }
            token(spaced);
        }
    }

    private boolean closes(boolean spaced) {
        boolean trims = spaced && text.startsWith("-}}", at);
        if (!trims && !text.startsWith("}}", at)) {
            return false;
        }
        emit(TemplateToken.Kind.CLOSE, at + (trims ? 3 : 2), spaced);
        trimNext = trims;
        return true;
    }

    private void comment(int open) {
        int end = text.indexOf("*/", at);
        if (end < 0) {
            throw source.error(open, "unclosed comment");
        }
        at = end + 2;
        if (text.startsWith("}}", at)) {
            at += 2;
        } else if (isBlank(at) && text.startsWith("-}}", at + 1)) {
            at += 4;
            trimNext = true;
        } else {
            throw source.error(open, "a comment ends in */}}");
        }
    }

    private void token(boolean spaced) {
        char c = text.charAt(at);
        if (c == '"' || c == '\'' || c == '`') {
            string(c, spaced);
        } else if (isDigit(c)
                || ((c == '+' || c == '-' || c == '.') && isDigit(charAt(at + 1)))
                || isSignedFraction(c)) {
            emit(TemplateToken.Kind.NUMBER, numberEnd(), spaced);
        } else if (c == '.' && isNameCharacter(charAt(at + 1))) {
            emit(TemplateToken.Kind.FIELD, nameEnd(at + 1), spaced);
        } else if (c == '$') {
            emit(TemplateToken.Kind.VARIABLE, nameEnd(at + 1), spaced);
        } else if (isNameCharacter(c)) {
            emit(TemplateToken.Kind.WORD, nameEnd(at), spaced);
        } else if (text.startsWith(":=", at)) {
            emit(TemplateToken.Kind.SYMBOL, at + 2, spaced);
        } else if ("=|(),.".indexOf(c) >= 0) {
            emit(TemplateToken.Kind.SYMBOL, at + 1, spaced);
        } else {
            throw source.error(at, "unexpected character " + new String(Character.toChars(text.codePointAt(at))));
        }
    }

    private boolean isSignedFraction(char c) {
        return (c == '+' || c == '-') && charAt(at + 1) == '.' && isDigit(charAt(at + 2));
    }

    private void string(char quote, boolean spaced) {
        int end = at + 1;
        while (end < text.length() && text.charAt(end) != quote) {
            boolean escape = quote != '`' && text.charAt(end) == '\\';
            if (quote != '`' && text.charAt(end) == '\n') {
                break;
            }
            end += escape ? 2 : 1;
        }
        if (end >= text.length() || text.charAt(end) != quote) {
            throw source.error(at, "a string without its closing " + quote);
        }
        emit(quote == '\'' ? TemplateToken.Kind.CHARACTER : TemplateToken.Kind.STRING, end + 1, spaced);
    }

    private int numberEnd() {
        int end = at + 1;
        while (end < text.length()) {
            char c = text.charAt(end);
            char before = Character.toLowerCase(text.charAt(end - 1));
            boolean hexadecimal = text.startsWith("0x", at) || text.startsWith("0X", at);
            boolean sign = (c == '+' || c == '-') && ((before == 'e' && !hexadecimal) || before == 'p');
            if (!sign && c != '.' && !isNameCharacter(c)) {
                break;
            }
            end++;
        }
        return end;
    }

    private int nameEnd(int start) {
        int end = start;
        while (end < text.length() && isNameCharacter(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private void emit(TemplateToken.Kind kind, int end, boolean spaced) {
        tokens.add(new TemplateToken(kind, text.substring(at, end), at, spaced));
        at = end;
    }

    private char charAt(int index) {
        return index < text.length() ? text.charAt(index) : 0;
    }

    private boolean isBlank(int index) {
        return index < text.length() && BLANKS.indexOf(text.charAt(index)) >= 0;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isNameCharacter(char c) {
        return c == '_' || Character.isLetterOrDigit(c);
    }
}
