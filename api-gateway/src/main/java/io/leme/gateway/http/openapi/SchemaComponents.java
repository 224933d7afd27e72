package io.leme.gateway.http.openapi;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.codec.schema.FieldSchema;
import io.leme.gateway.codec.schema.FieldType;
import io.leme.gateway.codec.schema.ObjectSchema;
import io.leme.gateway.codec.schema.Ownership;
import io.leme.gateway.meta.GroupVersionKind;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The schemas of a document, each under a name; whatever a schema refers to is added as well.
///
/// Names are those of Kubernetes' own documents, since clients show the last part of them.
final class SchemaComponents {
    private static final String REFERENCE = "#/components/schemas/";
    private static final String META = "io.k8s.apimachinery.pkg.apis.meta.v1.";

    private final Descriptions descriptions;
    private final Map<String, ObjectNode> components = new TreeMap<>();

    SchemaComponents(Descriptions descriptions) {
        this.descriptions = descriptions;
    }

    /// Adds a kind, and the kind of lists of it.
    ///
    /// @return the name of the kind's schema
    String addKind(GroupVersionKind kind, ObjectSchema schema) {
        String name = add(schema);
        ObjectNode component = components.getOrDefault(name, object());
        addEnvelope(component, kind);
        addList(name, kind);
        return name;
    }

    /// A reference to a schema by its name.
    static ObjectNode reference(String name) {
        return object().put("$ref", REFERENCE + name);
    }

    /// All schemas, by name.
    ObjectNode toJson() {
        ObjectNode all = object();
        components.forEach(all::set);
        return all;
    }

    private String add(ObjectSchema schema) {
        String name = componentName(schema.name());
        if (components.containsKey(name)) {
            return name;
        }

        ObjectNode component = object();
        components.put(name, component);
        if (schema.openApi().isPresent()) {
            addCustom(component, schema, schema.openApi().get());
            return name;
        }
        String kind = shortName(name);
        describe(component, descriptions.kind(kind));
        component.put("type", "object");
        if (schema.isAtomic()) {
            component.put("x-kubernetes-map-type", "atomic");
        }
        ObjectNode properties = component.putObject("properties");
        for (FieldSchema field : schema.fields().values()) {
            properties.set(field.name(), property(kind, field));
        }
        return name;
    }

    /// A custom kind is described as its author did.
    private void addCustom(ObjectNode component, ObjectSchema schema, ObjectNode openApi) {
        component.setAll(openApi.deepCopy());
        FieldSchema metadata = schema.field("metadata");
        if (metadata != null) {
            ObjectNode properties = component.withObjectProperty("properties");
            properties.set("metadata", type(metadata.type()));
        }
    }

    private ObjectNode property(String kind, FieldSchema field) {
        ObjectNode property = object();
        describe(property, descriptions.field(kind, field.name()));
        property.setAll(type(field.type()));
        var merge = field.merge();
        if (merge.merge()) {
            String strategy = merge.retainKeys() ? "merge,retainKeys" : "merge";
            property.put("x-kubernetes-patch-strategy", strategy);
        } else if (merge.retainKeys()) {
            property.put("x-kubernetes-patch-strategy", "retainKeys");
        }
        merge.key().ifPresent(key -> property.put("x-kubernetes-patch-merge-key", key));
        addOwnership(property, field);
        return property;
    }

    /// How finely server-side apply looks at the field.
    private static void addOwnership(ObjectNode property, FieldSchema field) {
        boolean list = field.type() instanceof FieldType.ListOf;
        switch (field.ownership()) {
            case Ownership.ByKey(List<String> keys) -> {
                keys.forEach(property.putArray("x-kubernetes-list-map-keys")::add);
                property.put("x-kubernetes-list-type", "map");
            }
            case Ownership.ByValue _ -> property.put("x-kubernetes-list-type", "set");
            case Ownership.Whole _ -> {
                if (list) {
                    property.put("x-kubernetes-list-type", "atomic");
                } else if (field.type() instanceof FieldType.MapOf) {
                    property.put("x-kubernetes-map-type", "atomic");
                }
            }
            case Ownership.ByField _ -> {
                // The rule for structures and maps.
            }
        }
    }

    private ObjectNode type(FieldType type) {
        ObjectNode json = object();
        return switch (type) {
            case FieldType.Scalar scalar -> scalar(scalar);
            case FieldType.Anything _ -> json.put("type", "object");
            case FieldType.ListOf(FieldType element) -> {
                json.put("type", "array").set("items", type(element));
                yield json;
            }
            case FieldType.MapOf(FieldType value) -> {
                json.put("type", "object").set("additionalProperties", type(value));
                yield json;
            }
            case FieldType.Structure(ObjectSchema schema) -> {
                json.putArray("allOf").add(reference(add(schema)));
                yield json;
            }
        };
    }

    private static ObjectNode scalar(FieldType.Scalar scalar) {
        return switch (scalar) {
            case STRING, DURATION, QUANTITY -> object().put("type", "string");
            case BYTES -> object().put("type", "string").put("format", "byte");
            case TIME, MICRO_TIME -> object().put("type", "string").put("format", "date-time");
            case INT32 -> object().put("type", "integer").put("format", "int32");
            case INT64 -> object().put("type", "integer").put("format", "int64");
            case NUMBER -> object().put("type", "number").put("format", "double");
            case BOOLEAN -> object().put("type", "boolean");
            case INT_OR_STRING -> {
                ObjectNode either = object().put("format", "int-or-string");
                either.putArray("oneOf")
                        .add(object().put("type", "integer"))
                        .add(object().put("type", "string"));
                yield either;
            }
        };
    }

    private void addList(String itemName, GroupVersionKind item) {
        var kind = new GroupVersionKind(item.group(), item.version(), item.kind() + "List");
        ObjectNode component = object();
        components.put(itemName + "List", component);
        describe(component, "A list of objects of the kind " + item.kind() + ".");
        component.put("type", "object");
        component.putArray("required").add("items");
        ObjectNode properties = component.putObject("properties");
        ObjectNode items = properties.putObject("items");
        describe(items, descriptions.field("", "items"));
        items.put("type", "array").set("items", reference(itemName));
        addListMeta();
        properties.putObject("metadata").putArray("allOf").add(reference(META + "ListMeta"));
        addEnvelope(component, kind);
    }

    private void addListMeta() {
        components.computeIfAbsent(
                META + "ListMeta",
                _ -> {
                    ObjectNode component = object();
                    describe(component, descriptions.kind("ListMeta"));
                    component.put("type", "object");
                    ObjectNode properties = component.putObject("properties");
                    addText(properties, "continue");
                    properties
                            .putObject("remainingItemCount")
                            .put("type", "integer")
                            .put("format", "int64");
                    addText(properties, "resourceVersion");
                    addText(properties, "selfLink");
                    return component;
                });
    }

    private void addText(ObjectNode properties, String field) {
        ObjectNode property = properties.putObject(field);
        describe(property, descriptions.field("ListMeta", field));
        property.put("type", "string");
    }

    /// What makes an object tell its own kind.
    private void addEnvelope(ObjectNode component, GroupVersionKind kind) {
        for (String field : new String[] {"apiVersion", "kind"}) {
            ObjectNode property = component.withObject("/properties").putObject(field);
            describe(property, descriptions.field(kind.kind(), field));
            property.put("type", "string");
        }
        component
                .putArray("x-kubernetes-group-version-kind")
                .addObject()
                .put("group", kind.group())
                .put("kind", kind.kind())
                .put("version", kind.version());
    }

    /// `k8s.io.api.core.v1.ConfigMap` is known as `io.k8s.api.core.v1.ConfigMap`.
    private static String componentName(String schemaName) {
        return schemaName.startsWith("k8s.io.")
                ? "io.k8s." + schemaName.substring("k8s.io.".length())
                : schemaName;
    }

    private static String shortName(String componentName) {
        return componentName.substring(componentName.lastIndexOf('.') + 1);
    }

    private static void describe(ObjectNode node, String text) {
        if (!text.isEmpty()) {
            node.put("description", text);
        }
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
