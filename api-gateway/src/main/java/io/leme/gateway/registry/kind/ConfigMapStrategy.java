package io.leme.gateway.registry.kind;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.meta.FieldError;
import io.leme.gateway.meta.GroupVersion;
import io.leme.gateway.registry.ResourceDefinition;
import io.leme.gateway.registry.ResourceDefinitionBuilder;
import io.leme.gateway.registry.ResourceStrategy;
import io.leme.gateway.registry.TableColumn;
import java.util.ArrayList;
import java.util.List;

/// Config maps: text and binary data under keys, at most 1 MiB in all.
final class ConfigMapStrategy implements ResourceStrategy {
    private static final List<String> DATA_FIELDS = List.of("data", "binaryData");

    private final ResourceDefinition definition =
            new ResourceDefinitionBuilder(new GroupVersion("", "v1"), "configmaps", "ConfigMap")
                    .shortNames("cm")
                    .columns(
                            TableColumn.NAME,
                            TableColumn.count(
                                    "Data",
                                    "Number of items in data and binaryData",
                                    map -> map.path("data").size() + map.path("binaryData").size()),
                            TableColumn.AGE)
                    .build();

    @Override
    public ResourceDefinition definition() {
        return definition;
    }

    @Override
    public List<FieldError> validate(ObjectNode object) {
        List<FieldError> errors = new ArrayList<>();
        DATA_FIELDS.forEach(field -> DataRules.checkKeys(object, field, errors));
        object.path("data")
                .fieldNames()
                .forEachRemaining(key -> {
                    if (object.path("binaryData").has(key)) {
                        errors.add(
                                FieldError.invalid(
                                        "data[" + key + "]",
                                        key,
                                        "duplicate of key present in binaryData"));
                    }
                });
        long bytes =
                DataRules.textBytes(object.path("data"))
                        + DataRules.decodedBytes(object.path("binaryData"));
        if (bytes > DataRules.MAX_BYTES) {
            errors.add(FieldError.tooLong("[]", DataRules.MAX_BYTES));
        }

        return errors;
    }

    @Override
    public List<FieldError> validateUpdate(ObjectNode object, ObjectNode current) {
        List<FieldError> errors = new ArrayList<>();
        DataRules.checkImmutable(object, current, DATA_FIELDS, errors);

        return errors;
    }
}
