package io.leme.gateway.meta;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Recursive descent over the tokens of one label selector, with the error texts of Kubernetes'
/// parser.
final class LabelSelectorParser {
    private static final String OPERATORS = "in, notin, =, ==, !=, gt, lt";

    private final List<SelectorLexer.Token> tokens;
    private int position;

    LabelSelectorParser(String text) {
        this.tokens = SelectorLexer.tokens(text);
    }

    LabelSelector parse() {
        List<LabelRequirement> requirements = new ArrayList<>();
        while (!peek().isEnd()) {
            if (!startsRequirement(peek())) {
                throw found(peek(), ", expected: !, identifier, or 'end of string'");
            }
            requirements.add(requirement());
            SelectorLexer.Token separator = take();
            if (separator.isEnd()) {
                break;
            }
            if (!separator.is(",")) {
                throw found(separator, ", expected: ',' or 'end of string'");
            }
            if (!startsRequirement(peek())) {
                throw found(peek(), ", expected: identifier after ','");
            }
        }
        requirements.sort(Comparator.comparing(LabelRequirement::key));

        return new LabelSelector(requirements);
    }

    private LabelRequirement requirement() {
        boolean negated = peek().is("!");
        if (negated) {
            take();
        }
        SelectorLexer.Token key = take();
        if (!key.isWord()) {
            throw inRequirement(found(key, ", expected: identifier"));
        }
        checkKey(key.text());

        if (negated) {
            return negatedRequirement(key.text());
        }
        if (peek().isEnd() || peek().is(",")) {
            return new LabelRequirement.Exists(key.text());
        }

        return binary(key.text(), take());
    }

    private LabelRequirement negatedRequirement(String key) {
        if (!peek().isEnd() && !peek().is(",")) {
            throw found(peek(), ", expected: ',' or 'end of string'");
        }

        return new LabelRequirement.DoesNotExist(key);
    }

    private LabelRequirement binary(String key, SelectorLexer.Token operator) {
        return switch (operator.text()) {
            case "=", "==" -> new LabelRequirement.In(key, checked(key, exactValue()));
            case "!=" -> new LabelRequirement.NotIn(key, checked(key, exactValue()));
            case ">" -> new LabelRequirement.Compared(key, true, number(exactValue()));
            case "<" -> new LabelRequirement.Compared(key, false, number(exactValue()));
            case "in" -> new LabelRequirement.In(key, checked(key, values()));
            case "notin" -> new LabelRequirement.NotIn(key, checked(key, values()));
            default -> throw inRequirement(found(operator, ", expected: " + OPERATORS));
        };
    }

    private Set<String> exactValue() {
        if (peek().isEnd() || peek().is(",")) {
            return Set.of("");
        }

        SelectorLexer.Token value = take();
        if (!value.isWord()) {
            throw inRequirement(found(value, ", expected: identifier"));
        }

        return Set.of(value.text());
    }

    private Set<String> values() {
        SelectorLexer.Token open = take();
        if (!open.is("(")) {
            throw inRequirement(found(open, " expected: '('"));
        }

        Set<String> values = new TreeSet<>();
        boolean expectValue = true;
        while (true) {
            SelectorLexer.Token token = take();
            if (token.isWord() && expectValue) {
                values.add(token.text());
                expectValue = false;
            } else if (token.is(",")) {
                addEmptyWhen(expectValue, values);
                expectValue = true;
            } else if (token.is(")")) {
                addEmptyWhen(expectValue, values);

                return values;
            } else {
                throw inRequirement(
                        found(
                                token,
                                expectValue
                                        ? ", expected: ',', ')' or identifier"
                                        : ", expected: ',' or ')'"));
            }
        }
    }

    /// Between two commas, or a comma and a bracket, stands the empty value.
    private static void addEmptyWhen(boolean expected, Set<String> values) {
        if (expected) {
            values.add("");
        }
    }

    private static void checkKey(String key) {
        List<String> problems = NameRules.qualifiedName(key);
        if (!problems.isEmpty()) {
            throw inRequirement(
                    ApiErrors.badRequest(
                            FieldError.invalid("<nil>", key, String.join("; ", problems))
                                    .toString()));
        }
    }

    private static Set<String> checked(String key, Set<String> values) {
        int index = 0;
        for (String value : new TreeSet<>(values)) {
            List<String> problems = NameRules.labelValue(value);
            if (!problems.isEmpty()) {
                String path = "values[" + index + "][" + key + "]";
                throw inRequirement(
                        ApiErrors.badRequest(
                                FieldError.invalid(path, value, String.join("; ", problems))
                                        .toString()));
            }
            index++;
        }

        return values;
    }

    private static long number(Set<String> values) {
        String value = values.iterator().next();
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException notANumber) {
            throw inRequirement(
                    ApiErrors.badRequest(
                            FieldError.invalid(
                                            "values[0]",
                                            value,
                                            "for 'Gt', 'Lt' operators, the value must be an "
                                                    + "integer")
                                    .toString()));
        }
    }

    private static boolean startsRequirement(SelectorLexer.Token token) {
        return token.isWord() || token.is("!");
    }

    private SelectorLexer.Token peek() {
        return tokens.get(position);
    }

    private SelectorLexer.Token take() {
        SelectorLexer.Token token = tokens.get(position);
        if (!token.isEnd()) {
            position++;
        }

        return token;
    }

    private static ApiException found(SelectorLexer.Token token, String expected) {
        return ApiErrors.badRequest("found '" + token.text() + "'" + expected);
    }

    private static ApiException inRequirement(ApiException inner) {
        return ApiErrors.badRequest("unable to parse requirement: " + inner.status().message());
    }
}
