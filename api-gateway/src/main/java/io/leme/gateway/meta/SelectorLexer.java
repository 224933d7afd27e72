package io.leme.gateway.meta;

import java.util.ArrayList;
import java.util.List;

/// Cuts a label selector into words and symbols.
final class SelectorLexer {
    /// A piece of the text.
    ///
    /// @param symbol whether this is an operator, a bracket, a comma or the end, rather than a word
    /// @param text empty at the end of the text
    record Token(boolean symbol, String text) {
        static final Token END = new Token(true, "");

        boolean is(String symbolText) {
            return symbol && text.equals(symbolText);
        }

        boolean isEnd() {
            return symbol && text.isEmpty();
        }

        boolean isWord() {
            return !symbol;
        }
    }

    private static final String SYMBOLS = "=!(),><";

    private final String text;
    private int position;

    private SelectorLexer(String text) {
        this.text = text;
    }

    /// All tokens; the last one is [Token#END].
    static List<Token> tokens(String text) {
        SelectorLexer lexer = new SelectorLexer(text);
        List<Token> tokens = new ArrayList<>();
        do {
            tokens.add(lexer.next());
        } while (!tokens.getLast().isEnd());

        return tokens;
    }

    private Token next() {
        while (position < text.length() && isBlank(text.charAt(position))) {
            position++;
        }
        if (position == text.length()) {
            return Token.END;
        }

        int start = position;
        if (isSymbol(text.charAt(position))) {
            position++;
            boolean longer = text.startsWith("==", start) || text.startsWith("!=", start);
            position += longer ? 1 : 0;

            return new Token(true, text.substring(start, position));
        }
        while (position < text.length()
                && !isBlank(text.charAt(position))
                && !isSymbol(text.charAt(position))) {
            position++;
        }

        return new Token(false, text.substring(start, position));
    }

    private static boolean isSymbol(char character) {
        return SYMBOLS.indexOf(character) >= 0;
    }

    private static boolean isBlank(char character) {
        return character == ' ' || character == '\t' || character == '\r' || character == '\n';
    }
}
