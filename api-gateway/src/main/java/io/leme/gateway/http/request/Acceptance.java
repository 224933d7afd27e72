package io.leme.gateway.http.request;

import io.leme.gateway.meta.ApiErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What of that which a client accepts the gateway is going to send.
///
/// @param encoding how the answer is written
/// @param form what of the objects is in it
public record Acceptance(Encoding encoding, Form form) {
    private static final String META_GROUP = "meta.k8s.io";
    private static final Set<String> META_VERSIONS = Set.of("v1", "v1beta1");

    /// What kind of answer the form is to fit.
    public enum Shape {
        /// One object with metadata.
        OBJECT,
        /// A list of such.
        LIST,
        /// A stream of events.
        STREAM,
        /// Something that has no metadata, such as a review.
        BARE
    }

    /// How an answer is written.
    public enum Encoding {
        JSON("application/json"),
        YAML("application/yaml"),
        PROTOBUF("application/vnd.kubernetes.protobuf");

        private final String mediaType;

        Encoding(String mediaType) {
            this.mediaType = mediaType;
        }

        /// For the `Content-Type` header.
        public String mediaType() {
            return mediaType;
        }
    }

    /// The first clause of the header that can be met.
    ///
    /// @param hasMessages whether what is answered can be written as protobuf
    /// @throws io.leme.gateway.meta.ApiException of reason NotAcceptable if none can be
    public static Acceptance negotiate(String acceptHeader, Shape shape, boolean hasMessages) {
        List<Encoding> encodings = encodings(shape, hasMessages);
        for (MediaRange range : MediaRange.parse(acceptHeader)) {
            for (Encoding encoding : encodings) {
                Optional<Form> form = form(range, shape);
                boolean fits = form.isPresent() && fits(encoding, form.get());
                if (range.accepts(encoding.mediaType()) && fits) {
                    return new Acceptance(encoding, form.get());
                }
            }
        }
        throw ApiErrors.notAcceptable(encodings.stream().map(Encoding::mediaType).toList());
    }

    private static List<Encoding> encodings(Shape shape, boolean hasMessages) {
        List<Encoding> encodings = new ArrayList<>(List.of(Encoding.JSON));
        if (shape != Shape.STREAM) {
            encodings.add(Encoding.YAML);
        }
        if (hasMessages) {
            encodings.add(Encoding.PROTOBUF);
        }
        return encodings;
    }

    /// Tables have no messages, and neither have the older forms.
    private static boolean fits(Encoding encoding, Form form) {
        return encoding != Encoding.PROTOBUF
                || switch (form) {
                    case Form.Plain _ -> true;
                    case Form.Metadata(String version) -> version.equals("v1");
                    case Form.Table _ -> false;
                };
    }

    private static Optional<Form> form(MediaRange range, Shape shape) {
        String as = range.parameter("as");
        String version = range.parameter("v");
        if (as.isEmpty()) {
            return Optional.of(new Form.Plain());
        }
        boolean isMeta = range.parameter("g").equals(META_GROUP) && META_VERSIONS.contains(version);
        if (!isMeta || shape == Shape.BARE) {
            return Optional.empty();
        }

        return switch (as) {
            case "Table" -> Optional.of(new Form.Table(version));
            case "PartialObjectMetadata" ->
                    shape == Shape.LIST
                            ? Optional.empty()
                            : Optional.of(new Form.Metadata(version));
            case "PartialObjectMetadataList" ->
                    shape == Shape.LIST
                            ? Optional.of(new Form.Metadata(version))
                            : Optional.empty();
            default -> Optional.empty();
        };
    }
}
