package io.leme.gateway.registry.expression;

import io.leme.gateway.meta.NameRules;
import io.leme.gateway.meta.StringFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A format that expressions can ask for by its name; answers what is wrong with a text.
enum TextFormat {
    DNS_1123_LABEL("dns1123Label", NameRules::dnsLabel),
    DNS_1123_SUBDOMAIN("dns1123Subdomain", NameRules::dnsSubdomain),
    DNS_1035_LABEL("dns1035Label", NameRules::dns1035Label),
    QUALIFIED_NAME("qualifiedName", NameRules::qualifiedName),
    DNS_1123_LABEL_PREFIX("dns1123LabelPrefix", prefix(NameRules::dnsLabel)),
    DNS_1123_SUBDOMAIN_PREFIX("dns1123SubdomainPrefix", prefix(NameRules::dnsSubdomain)),
    DNS_1035_LABEL_PREFIX("dns1035LabelPrefix", prefix(NameRules::dns1035Label)),
    LABEL_VALUE("labelValue", NameRules::labelValue),
    URI("uri", of(StringFormat.URI, "invalid URI for request")),
    UUID("uuid", of(StringFormat.UUID, "does not match the UUID format")),
    BYTE("byte", of(StringFormat.BYTE, "invalid base64")),
    DATE("date", of(StringFormat.DATE, "invalid date")),
    DATETIME("datetime", of(StringFormat.DATETIME, "invalid datetime"));

    private final String word;

    @SuppressWarnings("ImmutableEnumChecker") // A function of its argument alone.
    private final Function<String, List<String>> rule;

    TextFormat(String word, Function<String, List<String>> rule) {
        this.word = word;
        this.rule = rule;
    }

    String word() {
        return word;
    }

    static Optional<TextFormat> named(String word) {
        return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
    }

    /// What is wrong; nothing if all is well.
    Optional<List<String>> problems(String text) {
        List<String> problems = rule.apply(text);

        return problems.isEmpty() ? Optional.empty() : Optional.of(problems);
    }

    /// What a generated name begins with may end with a hyphen.
    private static Function<String, List<String>> prefix(Function<String, List<String>> rule) {
        return text ->
                rule.apply(
                        text.length() > 1 && text.endsWith("-")
                                ? text.substring(0, text.length() - 1) + "a"
                                : text);
    }

    private static Function<String, List<String>> of(StringFormat format, String problem) {
        return text -> format.matches(text) ? List.of() : List.of(problem);
    }
}
