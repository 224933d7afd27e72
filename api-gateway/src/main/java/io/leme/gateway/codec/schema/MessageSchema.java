package io.leme.gateway.codec.schema;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The schema of a structure that is a protobuf message, with the way from its wire fields to its
/// JSON fields.
public final class MessageSchema implements ObjectSchema {
    private final Descriptor message;
    private final ProtobufSchemas schemas;

    /// Made on first use, for messages may contain themselves; racing threads make equal ones.
    private volatile @Nullable List<WireField> wire;

    private volatile @Nullable Map<String, FieldSchema> fields;

    MessageSchema(Descriptor message, ProtobufSchemas schemas) {
        this.message = message;
        this.schemas = schemas;
    }

    /// A field as it is on the wire.
    ///
    /// @param descriptor the protobuf field
    /// @param schema its JSON side; for inlined ones its name is not shown
    /// @param inline whether the fields of its message stand among those of the owner
    /// @param keepsZero whether a scalar is shown in JSON when it is zero
    /// @param dropsEmpty whether a structure without fields is left out in JSON
    public record WireField(
            FieldDescriptor descriptor,
            FieldSchema schema,
            boolean inline,
            boolean keepsZero,
            boolean dropsEmpty) {}

    @Override
    public String name() {
        return message.getFullName();
    }

    @Override
    public boolean isAtomic() {
        return schemas.isAtomic(message);
    }

    public Descriptor descriptor() {
        return message;
    }

    @Override
    public Map<String, FieldSchema> fields() {
        Map<String, FieldSchema> known = fields;
        if (known == null) {
            known = jsonFields();
            fields = known;
        }

        return known;
    }

    /// In the order of the definition.
    public List<WireField> wireFields() {
        List<WireField> known = wire;
        if (known == null) {
            known = message.getFields().stream().map(this::wireField).toList();
            wire = known;
        }

        return known;
    }

    private Map<String, FieldSchema> jsonFields() {
        Map<String, FieldSchema> all = new LinkedHashMap<>();
        List<WireField> inlined = new ArrayList<>();
        for (WireField field : wireFields()) {
            if (field.inline()) {
                inlined.add(field);
            } else {
                all.put(field.schema().name(), field.schema());
            }
        }
        for (WireField field : inlined) {
            if (field.schema().type() instanceof FieldType.Structure(ObjectSchema inner)) {
                inner.fields().forEach(all::putIfAbsent);
            }
        }

        return Collections.unmodifiableMap(all);
    }

    private WireField wireField(FieldDescriptor field) {
        JsonFacts.Field facts = schemas.facts(field);
        FieldSchema schema =
                new FieldSchema(
                        facts.valueOf("json").orElse(field.getName()),
                        type(field),
                        mergeRule(facts),
                        ownership(field, facts),
                        facts.valueOf("default").orElse(""));

        return new WireField(
                field,
                schema,
                facts.has("inline"),
                facts.has("pointer") || facts.has("always"),
                facts.has("omitzero"));
    }

    private static FieldSchema.MergeRule mergeRule(JsonFacts.Field facts) {
        Optional<String> key = facts.valueOf("merge");

        return new FieldSchema.MergeRule(
                key.isPresent() || facts.has("merge"), key, facts.has("retainKeys"));
    }

    private Ownership ownership(FieldDescriptor field, JsonFacts.Field facts) {
        if (facts.has("atomic")) {
            return new Ownership.Whole();
        }
        if (facts.has("set")) {
            return new Ownership.ByValue();
        }
        Optional<String> keys = facts.valueOf("keys");
        if (keys.isPresent()) {
            return new Ownership.ByKey(List.of(keys.get().split(",")));
        }

        return switch (type(field)) {
            case FieldType.MapOf _ -> new Ownership.ByField();
            case FieldType.Structure(ObjectSchema inner) when !inner.isAtomic() ->
                    new Ownership.ByField();
            case FieldType.Structure _, FieldType.Scalar _ -> new Ownership.Whole();
            case FieldType.ListOf _, FieldType.Anything _ -> new Ownership.Whole();
        };
    }

    private FieldType type(FieldDescriptor field) {
        if (field.isMapField()) {
            return new FieldType.MapOf(single(field.getMessageType().findFieldByName("value")));
        }

        return field.isRepeated() ? new FieldType.ListOf(single(field)) : single(field);
    }

    private FieldType single(FieldDescriptor field) {
        return switch (field.getJavaType()) {
            case INT -> FieldType.Scalar.INT32;
            case LONG -> FieldType.Scalar.INT64;
            case FLOAT, DOUBLE -> FieldType.Scalar.NUMBER;
            case BOOLEAN -> FieldType.Scalar.BOOLEAN;
            case STRING, ENUM -> FieldType.Scalar.STRING;
            case BYTE_STRING -> FieldType.Scalar.BYTES;
            case MESSAGE -> structure(field.getMessageType());
        };
    }

    /// Messages that are leaves in JSON, and messages that only wrap a list.
    private FieldType structure(Descriptor type) {
        return switch (type.getFullName()) {
            case "k8s.io.apimachinery.pkg.apis.meta.v1.Time" -> FieldType.Scalar.TIME;
            case "k8s.io.apimachinery.pkg.apis.meta.v1.MicroTime" -> FieldType.Scalar.MICRO_TIME;
            case "k8s.io.apimachinery.pkg.apis.meta.v1.Duration" -> FieldType.Scalar.DURATION;
            case "k8s.io.apimachinery.pkg.api.resource.Quantity" -> FieldType.Scalar.QUANTITY;
            case "k8s.io.apimachinery.pkg.util.intstr.IntOrString" ->
                    FieldType.Scalar.INT_OR_STRING;
            case "k8s.io.apimachinery.pkg.runtime.RawExtension",
                    "k8s.io.apimachinery.pkg.apis.meta.v1.FieldsV1",
                    "k8s.io.apiextensions_apiserver.pkg.apis.apiextensions.v1.JSON",
                    "k8s.io.apiextensions_apiserver.pkg.apis.apiextensions.v1.JSONSchemaProps" ->
                    new FieldType.Anything();
            case "k8s.io.api.authentication.v1.ExtraValue",
                    "k8s.io.api.authorization.v1.ExtraValue",
                    "k8s.io.api.certificates.v1.ExtraValue",
                    "k8s.io.apimachinery.pkg.apis.meta.v1.Verbs" ->
                    new FieldType.ListOf(FieldType.Scalar.STRING);
            default -> new FieldType.Structure(schemas.schema(type));
        };
    }
}
