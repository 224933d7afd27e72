package io.leme.gateway.codec.fields;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.Optional;

/// One entry of `managedFields`: a writer and what it owns.
///
/// @param name of the writer
/// @param applies whether it wrote by applying
/// @param apiVersion in which the fields are named
/// @param time of its last change, RFC 3339, empty when not known
/// @param subresource through which it wrote, empty for the main one
/// @param fields what it owns
record FieldOwner(
        String name,
        boolean applies,
        String apiVersion,
        String time,
        String subresource,
        FieldSet fields) {
    private static final String FIELDS = "fieldsV1";

    static final Comparator<FieldOwner> ORDER =
            Comparator.comparingInt((FieldOwner each) -> each.applies() ? 0 : 1)
                    .thenComparing(FieldOwner::time)
                    .thenComparing(FieldOwner::name)
                    .thenComparing(FieldOwner::apiVersion)
                    .thenComparing(FieldOwner::subresource);

    /// Empty for what is no entry.
    static Optional<FieldOwner> parse(JsonNode entry) {
        String operation = entry.path("operation").asText("");
        boolean applies = operation.equals("Apply");
        boolean known =
                (applies || operation.equals("Update"))
                        && entry.path("fieldsType").asText("").equals("FieldsV1")
                        && (!entry.has(FIELDS) || FieldSet.isReadable(entry.path(FIELDS)));

        return known
                ? Optional.of(
                        new FieldOwner(
                                entry.path("manager").asText(""),
                                applies,
                                entry.path("apiVersion").asText(""),
                                entry.path("time").asText(""),
                                entry.path("subresource").asText(""),
                                FieldSet.parse(entry.path(FIELDS))))
                : Optional.empty();
    }

    ObjectNode toJson() {
        ObjectNode entry = JsonNodeFactory.instance.objectNode();
        entry.put("manager", name);
        entry.put("operation", applies ? "Apply" : "Update");
        entry.put("apiVersion", apiVersion);
        if (!time.isEmpty()) {
            entry.put("time", time);
        }
        entry.put("fieldsType", "FieldsV1");
        entry.set(FIELDS, fields.toJson());
        if (!subresource.isEmpty()) {
            entry.put("subresource", subresource);
        }

        return entry;
    }

    /// Whether two entries are of the same writer in the same role.
    boolean isSameAs(FieldOwner other) {
        return name.equals(other.name)
                && applies == other.applies
                && subresource.equals(other.subresource)
                && (applies || apiVersion.equals(other.apiVersion));
    }

    FieldOwner with(FieldSet otherFields) {
        return new FieldOwner(name, applies, apiVersion, time, subresource, otherFields);
    }

    /// As conflicts name it.
    String shown() {
        String text = "\"" + name + "\"";
        if (!subresource.isEmpty()) {
            text += " with subresource \"" + subresource + "\"";
        }

        return applies ? text : text + " using " + apiVersion;
    }
}
