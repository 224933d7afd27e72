package io.leme.gateway.meta;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A parsed `fieldSelector`: requirements that must all hold. None match everything.
///
/// Which fields a type supports is for its strategy to say; this record knows only the syntax.
///
/// @param requirements in the order written
public record FieldSelector(List<FieldRequirement> requirements) {
    public static final FieldSelector EVERYTHING = new FieldSelector(List.of());

    public FieldSelector {
        requirements = List.copyOf(requirements);
    }

    /// Reads `a=b`, `a==b`, `a!=b` joined by commas; a backslash takes the meaning from `,`, `=`
    /// and itself.
    ///
    /// @throws ApiException BadRequest, with the words of Kubernetes' own parser
    public static FieldSelector parse(String text) {
        List<FieldRequirement> requirements = new ArrayList<>();
        for (String term : terms(text)) {
            if (!term.isEmpty()) {
                requirements.add(requirement(text, term));
            }
        }

        return new FieldSelector(requirements);
    }

    public boolean isEverything() {
        return requirements.isEmpty();
    }

    /// The value that `field` must have, when the selector asks for exactly one.
    public Optional<String> exactly(String field) {
        return requirements.stream()
                .filter(requirement -> requirement.equal() && requirement.field().equals(field))
                .map(FieldRequirement::value)
                .findFirst();
    }

    /// @param fields text of a field by its label, empty text when the object does not have it
    public boolean matches(Function<String, String> fields) {
        for (FieldRequirement requirement : requirements) {
            if (!requirement.matches(fields.apply(requirement.field()))) {
                return false;
            }
        }

        return true;
    }

    private static List<String> terms(String text) {
        List<String> terms = new ArrayList<>();
        StringBuilder term = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == '\\' && i + 1 < text.length()) {
                term.append(character).append(text.charAt(++i));
            } else if (character == ',') {
                terms.add(term.toString());
                term.setLength(0);
            } else {
                term.append(character);
            }
        }
        terms.add(term.toString());

        return terms;
    }

    private static FieldRequirement requirement(String selector, String term) {
        for (int i = 0; i < term.length(); i++) {
            if (term.charAt(i) == '\\') {
                i++;
                continue;
            }
            for (String operator : List.of("!=", "==", "=")) {
                if (term.startsWith(operator, i)) {
                    String value = unescape(selector, term.substring(i + operator.length()));

                    return new FieldRequirement(
                            term.substring(0, i), !operator.equals("!="), value);
                }
            }
        }

        throw ApiErrors.badRequest(
                "invalid selector: '" + selector + "'; can't understand '" + term + "'");
    }

    private static String unescape(String selector, String value) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char character = value.charAt(i);
            if (character == '\\') {
                i++;
                char escaped = i < value.length() ? value.charAt(i) : ' ';
                if (escaped != '\\' && escaped != ',' && escaped != '=') {
                    throw ApiErrors.badRequest(
                            "invalid field selector: invalid escape sequence: \\"
                                    + (i < value.length() ? escaped : ""));
                }
                plain.append(escaped);
            } else if (character == ',' || character == '=') {
                throw ApiErrors.badRequest(
                        "invalid field selector: unescaped character in value: "
                                + character
                                + " in "
                                + selector);
            } else {
                plain.append(character);
            }
        }

        return plain.toString();
    }

    @Override
    public String toString() {
        return requirements.stream()
                .map(FieldRequirement::toString)
                .collect(Collectors.joining(","));
    }
}
