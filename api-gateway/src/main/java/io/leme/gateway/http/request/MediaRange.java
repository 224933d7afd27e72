package io.leme.gateway.http.request;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// One clause of an `Accept` header.
///
/// @param type lower case, or `*`
/// @param subtype lower case, or `*`
/// @param parameters without the quality; names in lower case
/// @param quality from 0 to 1
public record MediaRange(
        String type, String subtype, Map<String, String> parameters, double quality) {
    private static final MediaRange ANYTHING = new MediaRange("*", "*", Map.of(), 1);

    public MediaRange {
        parameters = Map.copyOf(parameters);
    }

    /// The clauses of a header, those the client likes best first; an empty header accepts
    /// anything. Clauses that can't be read, and those of quality 0, are left out.
    public static List<MediaRange> parse(String header) {
        if (header.isBlank()) {
            return List.of(ANYTHING);
        }
        return Stream.of(header.split(",", -1))
                .map(MediaRange::parseClause)
                .filter(range -> range.quality > 0)
                .sorted(Comparator.comparingDouble(range -> -range.quality))
                .toList();
    }

    /// Whether the range takes in a media type such as `application/json`.
    public boolean accepts(String mediaType) {
        int slash = mediaType.indexOf('/');
        return (type.equals("*") || type.equals(mediaType.substring(0, slash)))
                && (subtype.equals("*") || subtype.equals(mediaType.substring(slash + 1)));
    }

    /// The text of a parameter, empty if it is absent.
    public String parameter(String name) {
        return parameters.getOrDefault(name, "");
    }

    private static MediaRange parseClause(String clause) {
        String[] parts = clause.split(";", -1);
        String[] types = parts[0].strip().toLowerCase(Locale.ROOT).split("/", 2);
        Map<String, String> parameters = new HashMap<>();
        double quality = types.length == 2 ? 1 : 0;
        for (int i = 1; i < parts.length; i++) {
            String[] pair = parts[i].split("=", 2);
            String name = pair[0].strip().toLowerCase(Locale.ROOT);
            String value = pair.length == 2 ? unquote(pair[1].strip()) : "";
            if (name.equals("q")) {
                quality = Math.min(quality, quality(value));
            } else {
                parameters.put(name, value);
            }
        }
        return new MediaRange(types[0], types.length == 2 ? types[1] : "", parameters, quality);
    }

    private static String unquote(String value) {
        boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    private static double quality(String value) {
        try {
            return Double.parseDouble(value);
        } catch (NumberFormatException e) {
            return 1;
        }
    }
}
