package io.leme.gateway.meta;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A parsed `labelSelector`: requirements that must all hold. None match everything.
///
/// @param requirements sorted by key
public record LabelSelector(List<LabelRequirement> requirements) {
    public static final LabelSelector EVERYTHING = new LabelSelector(List.of());

    public LabelSelector {
        requirements = List.copyOf(requirements);
    }

    /// Reads the text of the query parameter: `a=b`, `a==b`, `a!=b`, `a in (x,y)`, `a notin (x,y)`,
    /// `a`, `!a`, `a>1`, `a<1`, joined by commas.
    ///
    /// @throws ApiException BadRequest, with the words of Kubernetes' own parser
    public static LabelSelector parse(String text) {
        return text.isEmpty() ? EVERYTHING : new LabelSelectorParser(text).parse();
    }

    public boolean isEverything() {
        return requirements.isEmpty();
    }

    public boolean matches(ObjectNode object) {
        ObjectMeta meta = ObjectMeta.of(object);

        return matches(meta::label);
    }

    /// @param labels value of a label by key, null when absent
    public boolean matches(Function<String, @Nullable String> labels) {
        for (LabelRequirement requirement : requirements) {
            if (!requirement.matches(labels.apply(requirement.key()))) {
                return false;
            }
        }

        return true;
    }

    @Override
    public String toString() {
        return requirements.stream()
                .map(LabelRequirement::toString)
                .collect(Collectors.joining(","));
    }
}
