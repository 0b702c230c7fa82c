package io.tocsin.promql.parse;

import io.tocsin.promql.ast.Span;
import java.util.ArrayList;
import java.util.List;

/** Cuts a query into tokens. What is no token is reported, becomes {@link Token.Kind#ERROR}, and the cutting goes on. */
final class Lexer {

    /** Longer ones first. */
    private static final String[] SYMBOLS = {
        "=~", "!~", "==", "!=", "<=", ">=", "</", ">/", "=", "<", ">", "+", "-", "*", "/", "%", "^", "(", ")", "{", "}",
        "[", "]", ",", "@"
    };

    private final String text;
    private final ParseErrors errors;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private boolean inBraces;
    private boolean inBrackets;

    private Lexer(String text, ParseErrors errors) {
        this.text = text;
        this.errors = errors;
    }

    /** The last token is the one of kind END. */
    static List<Token> tokens(String text, ParseErrors errors) {
        Lexer lexer = new Lexer(text, errors);
        lexer.checkText();
        while (lexer.skipBlanks()) {
            lexer.next();
        }
        lexer.tokens.add(new Token(Token.Kind.END, "", text.length()));
        return lexer.tokens;
    }

    /** Half a character, which no UTF-8 text has, would not survive being printed. */
    private void checkText() {
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            if (Character.getType(text.codePointAt(i)) == Character.SURROGATE) {
                errors.add(new Span(i, i + 1), "half a character: the text is no valid Unicode");
            }
        }
    }

    /** @return whether there is anything left */
    private boolean skipBlanks() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '#') {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
                at++;
            } else {
                return true;
            }
        }
        return false;
    }

    private void next() {
        char c = text.charAt(at);
        if (isLetter(c) || (c == ':' && !inBraces && !inBrackets)) {
            word();
        } else if (c == '"' || c == '\'' || c == '`') {
            string(c);
        } else if (isDigit(c) || (c == '.' && at + 1 < text.length() && isDigit(text.charAt(at + 1)))) {
            number();
        } else {
            symbol();
        }
    }

    private void word() {
        int end = at;
        while (end < text.length() && isWordCharacter(text.charAt(end))) {
            end++;
        }
        emit(Token.Kind.WORD, end);
    }

    private boolean isWordCharacter(char c) {
        return isLetter(c) || isDigit(c) || (c == ':' && !inBraces && !inBrackets);
    }

    private void string(char quote) {
        int end = at + 1;
        while (end < text.length() && text.charAt(end) != quote) {
            char c = text.charAt(end);
            if (c == '\n' && quote != '`') {
                break;
            }
            end += c == '\\' && quote != '`' ? 2 : 1;
        }
        if (end >= text.length() || text.charAt(end) != quote) {
            error(Math.min(end, text.length()), "a string without its closing " + quote);
        } else {
            emit(Token.Kind.STRING, end + 1);
        }
    }

    private void number() {
        int end = NumberText.end(text, at);
        String candidate = text.substring(at, end);
        if (NumberText.isNumber(candidate)) {
            emit(Token.Kind.NUMBER, end);
        } else if (NumberText.isDuration(candidate)) {
            emit(Token.Kind.DURATION, end);
        } else {
            error(end, "\"" + candidate + "\" is neither a number nor a duration");
        }
    }

    private void symbol() {
        if (inBrackets && text.charAt(at) == ':') {
            emit(Token.Kind.SYMBOL, at + 1);
            return;
        }
        for (String symbol : SYMBOLS) {
            if (text.startsWith(symbol, at)) {
                track(symbol);
                emit(Token.Kind.SYMBOL, at + symbol.length());
                return;
            }
        }
        int end = at + Character.charCount(text.codePointAt(at));
        error(end, "unexpected character \"" + text.substring(at, end) + "\"");
    }

    private void track(String symbol) {
        switch (symbol) {
            case "{" -> inBraces = true;
            case "}" -> inBraces = false;
            case "[" -> inBrackets = true;
            case "]" -> inBrackets = false;
            default -> {}
        }
    }

    private void emit(Token.Kind kind, int end) {
        tokens.add(new Token(kind, text.substring(at, end), at));
        at = end;
    }

    private void error(int end, String message) {
        errors.add(new Span(at, end), message);
        emit(Token.Kind.ERROR, end);
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
