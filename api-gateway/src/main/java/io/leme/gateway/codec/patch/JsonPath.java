package io.leme.gateway.codec.patch;

import io.leme.gateway.meta.ApiErrors;
import java.util.Arrays;
import java.util.List;

/// A JSON pointer (RFC 6901), taken apart.
///
/// @param text as written
/// @param parts unescaped; none for the whole document
record JsonPath(String text, List<String> parts) {
    JsonPath {
        parts = List.copyOf(parts);
    }

    /// @throws io.leme.gateway.meta.ApiException BadRequest when it does not begin with a slash
    static JsonPath parse(String text) {
        if (text.isEmpty()) {
            return new JsonPath(text, List.of());
        }
        if (!text.startsWith("/")) {
            throw ApiErrors.badRequest("error decoding patch: not a JSON pointer: " + text);
        }

        return new JsonPath(
                text,
                Arrays.stream(text.substring(1).split("/", -1))
                        .map(part -> part.replace("~1", "/").replace("~0", "~"))
                        .toList());
    }

    boolean isRoot() {
        return parts.isEmpty();
    }

    String last() {
        return parts.getLast();
    }

    List<String> parents() {
        return parts.subList(0, parts.size() - 1);
    }

    /// Whether the other one leads to somewhere inside of what this one leads to.
    boolean isAbove(JsonPath other) {
        return other.parts.size() > parts.size()
                && other.parts.subList(0, parts.size()).equals(parts);
    }

    @Override
    public String toString() {
        return text;
    }
}
