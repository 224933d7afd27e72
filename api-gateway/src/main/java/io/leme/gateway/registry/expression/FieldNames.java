package io.leme.gateway.registry.expression;

import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Names of fields as expressions write them: what no identifier can have is spelled out, as
/// Kubernetes does it.
final class FieldNames {
    private static final Pattern PARTS = Pattern.compile("__|[.\\-/]");
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Map<String, String> SPELLED =
            Map.of(
                    "__", "__underscores__",
                    ".", "__dot__",
                    "-", "__dash__",
                    "/", "__slash__");

    private static final Pattern WORD = Pattern.compile("__([a-z]+)__");
    private static final Pattern SPELLING = Pattern.compile("__(?:underscores|dot|dash|slash)__");
    private static final Map<String, String> READ =
            SPELLED.entrySet().stream()
                    .collect(Collectors.toUnmodifiableMap(Map.Entry::getValue, Map.Entry::getKey));

    /// Words of the language that can't be names.
    private static final Set<String> KEYWORDS =
            Set.of(
                    "true",
                    "false",
                    "null",
                    "in",
                    "as",
                    "break",
                    "const",
                    "continue",
                    "else",
                    "for",
                    "function",
                    "if",
                    "import",
                    "let",
                    "loop",
                    "package",
                    "namespace",
                    "return",
                    "var",
                    "void",
                    "while");

    private FieldNames() {}

    /// The name in expressions; for some fields there is none, and it is no identifier then.
    static String escaped(String field) {
        if (KEYWORDS.contains(field)) {
            return "__" + field + "__";
        }

        return PARTS.matcher(field).replaceAll(part -> SPELLED.getOrDefault(part.group(), ""));
    }

    /// The field that expressions name so.
    static String unescaped(String name) {
        Matcher keyword = WORD.matcher(name);
        if (keyword.matches() && KEYWORDS.contains(keyword.group(1))) {
            return keyword.group(1);
        }

        return SPELLING.matcher(name)
                .replaceAll(part -> Matcher.quoteReplacement(READ.getOrDefault(part.group(), "")));
    }

    /// Whether expressions can name the field.
    static boolean isReachable(String field) {
        return IDENTIFIER.matcher(escaped(field)).matches();
    }
}
