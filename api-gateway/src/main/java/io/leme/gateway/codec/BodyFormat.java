package io.leme.gateway.codec;

import java.util.Locale;
import java.util.Optional;

/// The encodings in which object bodies are accepted.
public enum BodyFormat {
    JSON("application/json"),
    YAML("application/yaml"),
    PROTOBUF("application/vnd.kubernetes.protobuf");

    private final String mediaType;

    BodyFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    /// The format of a `Content-Type`; parameters are ignored, and no content type at all means
    /// JSON. Empty when the media type is not one of ours.
    public static Optional<BodyFormat> ofContentType(String contentType) {
        String plain = contentType.split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
        if (plain.isEmpty()) {
            return Optional.of(JSON);
        }
        for (BodyFormat format : values()) {
            if (format.mediaType.equals(plain)) {
                return Optional.of(format);
            }
        }

        return Optional.empty();
    }

    public String mediaType() {
        return mediaType;
    }
}
