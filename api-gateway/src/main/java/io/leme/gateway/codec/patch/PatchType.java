package io.leme.gateway.codec.patch;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The patch formats, by their content types.
public enum PatchType {
    JSON_PATCH("application/json-patch+json"),
    MERGE_PATCH("application/merge-patch+json"),
    STRATEGIC_MERGE_PATCH("application/strategic-merge-patch+json"),
    /// A configuration to be applied; no patch of a tree by itself.
    APPLY("application/apply-patch+yaml");

    private final String mediaType;

    PatchType(String mediaType) {
        this.mediaType = mediaType;
    }

    /// Empty when the media type is none of these.
    public static Optional<PatchType> ofContentType(String contentType) {
        String plain = contentType.split(";", 2)[0].trim().toLowerCase(Locale.ROOT);

        return Arrays.stream(values()).filter(type -> type.mediaType.equals(plain)).findFirst();
    }

    /// All media types, for the 415 text.
    public static List<String> mediaTypes() {
        return Arrays.stream(values()).map(PatchType::mediaType).toList();
    }

    public String mediaType() {
        return mediaType;
    }
}
