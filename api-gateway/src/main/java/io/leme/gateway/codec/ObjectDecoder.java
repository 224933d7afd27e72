package io.leme.gateway.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.leme.gateway.codec.schema.KindSchemas;
import io.leme.gateway.codec.schema.ObjectSchema;
import io.leme.gateway.codec.schema.ProtobufSchemas;
import io.leme.gateway.codec.schema.SchemaCatalog;
import io.leme.gateway.meta.ApiErrors;
import io.leme.gateway.meta.FieldValidation;
import io.leme.gateway.meta.GroupVersionKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads request bodies into object trees.
public final class ObjectDecoder {
    private static final GroupVersionKind DELETE_OPTIONS =
            new GroupVersionKind("meta.k8s.io", "v1", "DeleteOptions");

    /// Keys may be as long as bodies are: what is wrong with them is told by name. They are not
    /// kept, for whoever sends them may send ever new ones.
    private final JsonFactory json =
            JsonFactory.builder()
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNameLength(Integer.MAX_VALUE)
                                    .build())
                    .build();

    private final YAMLFactory yaml = new YAMLFactory();
    private final SchemaCatalog schemas;
    private final ProtobufReader protobuf;

    /// For the built-in kinds alone.
    public ObjectDecoder(ProtobufSchemas schemas) {
        this(schemas, schemas);
    }

    /// For built-in and custom kinds; protobuf is read for the former.
    public ObjectDecoder(KindSchemas schemas) {
        this(schemas, schemas.builtIn());
    }

    private ObjectDecoder(SchemaCatalog schemas, ProtobufSchemas builtIn) {
        this.schemas = schemas;
        this.protobuf = new ProtobufReader(builtIn);
    }

    /// Reads the body of a create or update.
    ///
    /// @param body not empty
    /// @param expected the kind of the resource that is written; fills an absent envelope
    /// @param validation what becomes of unknown and duplicate fields
    /// @throws io.leme.gateway.meta.ApiException BadRequest, with the words of Kubernetes' decoder
    public DecodedObject decode(
            BodyFormat format, byte[] body, GroupVersionKind expected, FieldValidation validation) {
        if (format == BodyFormat.PROTOBUF) {
            ObjectNode object = protobuf.read(body, expected);
            requireKind(GroupVersionKind.of(object), expected);

            return new DecodedObject(ordered(object), List.of());
        }

        TreeReader.Read read = readTree(format, body, expected);
        ObjectNode object = asObject(read, expected, body);
        fillEnvelope(object, expected);
        requireKind(GroupVersionKind.of(object), expected);

        return checked(object, read.duplicates(), expected, validation);
    }

    /// Checks a tree that did not come as a body, such as the result of a patch, as if it had.
    ///
    /// @param object taken over
    /// @throws io.leme.gateway.meta.ApiException BadRequest
    public DecodedObject check(
            ObjectNode object, GroupVersionKind expected, FieldValidation validation) {
        fillEnvelope(object, expected);
        requireKind(GroupVersionKind.of(object), expected);

        return checked(object, List.of(), expected, validation);
    }

    /// Reads the body of a delete: `DeleteOptions` of any group and version. Unknown fields are
    /// dropped.
    ///
    /// @throws io.leme.gateway.meta.ApiException BadRequest
    public ObjectNode decodeDeleteOptions(BodyFormat format, byte[] body) {
        if (format == BodyFormat.PROTOBUF) {
            return protobuf.readAs(body, DELETE_OPTIONS);
        }

        TreeReader.Read read = readTree(format, body, DELETE_OPTIONS);
        ObjectNode object = asObject(read, DELETE_OPTIONS, body);
        String kind = object.path("kind").asText("");
        if (!kind.isEmpty() && !kind.equals(DELETE_OPTIONS.kind())) {
            throw ApiErrors.badRequest("decoded object cannot be converted to DeleteOptions");
        }

        return checked(object, List.of(), DELETE_OPTIONS, FieldValidation.IGNORE).object();
    }

    private DecodedObject checked(
            ObjectNode object,
            List<String> duplicates,
            GroupVersionKind expected,
            FieldValidation validation) {
        Optional<ObjectSchema> schema = schemas.find(expected);
        if (schema.isEmpty()) {
            return new DecodedObject(ordered(object), List.of());
        }

        SchemaPruning pruning = new SchemaPruning();
        ObjectNode kept;
        try {
            kept = pruning.prune(object, schema.get(), true);
        } catch (SchemaPruning.MistypedException mistyped) {
            throw DecodeErrors.cannotBeHandled(
                    GroupVersionKind.of(object), expected, String.valueOf(mistyped.getMessage()));
        }
        List<String> problems = new ArrayList<>();
        duplicates.forEach(path -> problems.add("duplicate field \"" + path + "\""));
        pruning.unknown().forEach(path -> problems.add("unknown field \"" + path + "\""));
        if (validation == FieldValidation.STRICT && !problems.isEmpty()) {
            throw DecodeErrors.cannotBeHandled(
                    GroupVersionKind.of(object),
                    expected,
                    "strict decoding error: " + String.join(", ", problems));
        }

        return new DecodedObject(
                ordered(kept), validation == FieldValidation.WARN ? problems : List.of());
    }

    private TreeReader.Read readTree(BodyFormat format, byte[] body, GroupVersionKind expected) {
        JsonFactory factory = format == BodyFormat.YAML ? yaml : json;
        try (JsonParser parser = factory.createParser(body)) {
            return TreeReader.read(parser);
        } catch (JsonProcessingException broken) {
            throw syntax(expected, broken.getOriginalMessage(), body);
        } catch (IOException broken) {
            throw syntax(expected, String.valueOf(broken.getMessage()), body);
        }
    }

    private static RuntimeException syntax(GroupVersionKind expected, String why, byte[] body) {
        return DecodeErrors.unrecognized(
                expected, "couldn't get version/kind; json parse error: " + why, body);
    }

    private static ObjectNode asObject(
            TreeReader.Read read, GroupVersionKind expected, byte[] body) {
        if (read.tree() instanceof ObjectNode object) {
            return object;
        }

        throw syntax(expected, "json: cannot unmarshal a value that is no object", body);
    }

    private static void fillEnvelope(ObjectNode object, GroupVersionKind expected) {
        if (object.path("kind").asText("").isEmpty()) {
            object.put("kind", expected.kind());
        }
        if (object.path("apiVersion").asText("").isEmpty()) {
            object.put("apiVersion", expected.apiVersion());
        }
    }

    private void requireKind(GroupVersionKind actual, GroupVersionKind expected) {
        if (actual.equals(expected)) {
            return;
        }
        if (!actual.groupVersion().equals(expected.groupVersion())) {
            throw DecodeErrors.otherVersion(actual, expected);
        }
        if (schemas.find(actual).isEmpty()) {
            throw DecodeErrors.notRegistered(actual, expected);
        }

        throw DecodeErrors.cannotBeHandled(
                actual,
                expected,
                "converting (v1."
                        + actual.kind()
                        + ") to (core."
                        + expected.kind()
                        + "): unknown conversion");
    }

    /// `kind`, `apiVersion` and `metadata` first; the rest as it came.
    private static ObjectNode ordered(ObjectNode object) {
        ObjectNode ordered = JsonNodeFactory.instance.objectNode();
        for (String name : List.of("kind", "apiVersion", "metadata")) {
            if (object.has(name)) {
                ordered.set(name, object.get(name));
            }
        }
        object.properties().forEach(entry -> ordered.set(entry.getKey(), entry.getValue()));

        return ordered;
    }
}
