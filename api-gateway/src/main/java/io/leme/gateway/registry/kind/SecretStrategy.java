package io.leme.gateway.registry.kind;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.meta.FieldError;
import io.leme.gateway.meta.GroupVersion;
import io.leme.gateway.meta.ObjectMeta;
import io.leme.gateway.registry.ResourceDefinition;
import io.leme.gateway.registry.ResourceDefinitionBuilder;
import io.leme.gateway.registry.ResourceStrategy;
import io.leme.gateway.registry.SelectableField;
import io.leme.gateway.registry.TableColumn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/// Secrets: data under keys in base64. `stringData` is merged into `data` and never read back.
final class SecretStrategy implements ResourceStrategy {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final String ACCOUNT_ANNOTATION = "kubernetes.io/service-account.name";

    private final ResourceDefinition definition =
            new ResourceDefinitionBuilder(new GroupVersion("", "v1"), "secrets", "Secret")
                    .columns(
                            TableColumn.NAME,
                            TableColumn.text(
                                    "Type",
                                    "Used to facilitate programmatic handling of secret data.",
                                    secret -> secret.path("type").asText("")),
                            TableColumn.count(
                                    "Data",
                                    "Number of items in data",
                                    secret -> secret.path("data").size()),
                            TableColumn.AGE)
                    .selectable(List.of(SelectableField.path("type")))
                    .build();

    @Override
    public ResourceDefinition definition() {
        return definition;
    }

    @Override
    public void defaults(ObjectNode object) {
        if (object.path("type").asText("").isEmpty()) {
            object.put("type", "Opaque");
        }
        if (object.remove("stringData") instanceof ObjectNode plain && !plain.isEmpty()) {
            ObjectNode data = object.withObjectProperty("data");
            for (Map.Entry<String, JsonNode> entry : plain.properties()) {
                byte[] bytes = entry.getValue().asText("").getBytes(StandardCharsets.UTF_8);
                data.put(entry.getKey(), Base64.getEncoder().encodeToString(bytes));
            }
        }
    }

    @Override
    public List<FieldError> validate(ObjectNode object) {
        List<FieldError> errors = new ArrayList<>();
        DataRules.checkKeys(object, "data", errors);
        if (DataRules.decodedBytes(object.path("data")) > DataRules.MAX_BYTES) {
            errors.add(FieldError.tooLong("data", DataRules.MAX_BYTES));
        }
        checkType(object, errors);

        return errors;
    }

    @Override
    public List<FieldError> validateUpdate(ObjectNode object, ObjectNode current) {
        List<FieldError> errors = new ArrayList<>();
        if (!object.path("type").equals(current.path("type"))) {
            errors.add(
                    FieldError.invalid("type", object.path("type").asText(), "field is immutable"));
        }
        DataRules.checkImmutable(object, current, List.of("data"), errors);

        return errors;
    }

    private static void checkType(ObjectNode object, List<FieldError> errors) {
        JsonNode data = object.path("data");
        switch (object.path("type").asText()) {
            case "kubernetes.io/service-account-token" -> {
                if (!ObjectMeta.of(object).annotations().containsKey(ACCOUNT_ANNOTATION)) {
                    errors.add(
                            FieldError.required(
                                    "metadata.annotations[" + ACCOUNT_ANNOTATION + "]", ""));
                }
            }
            case "kubernetes.io/dockercfg" -> requireJson(data, ".dockercfg", errors);
            case "kubernetes.io/dockerconfigjson" -> requireJson(data, ".dockerconfigjson", errors);
            case "kubernetes.io/basic-auth" -> {
                if (!data.has("username") && !data.has("password")) {
                    requireKey(data, "username", errors);
                    requireKey(data, "password", errors);
                }
            }
            case "kubernetes.io/ssh-auth" -> requireKey(data, "ssh-privatekey", errors);
            case "kubernetes.io/tls" -> {
                requireKey(data, "tls.crt", errors);
                requireKey(data, "tls.key", errors);
            }
            default -> {
                // Any other type is free to hold what it likes.
            }
        }
    }

    /// What is wrong with it is told, and nothing of what it holds.
    private static void requireJson(JsonNode data, String key, List<FieldError> errors) {
        requireKey(data, key, errors);
        try {
            if (data.has(key)) {
                JSON.readTree(Base64.getDecoder().decode(data.path(key).asText("")));
            }
        } catch (IOException | IllegalArgumentException unreadable) {
            errors.add(
                    FieldError.invalid(
                            "data[" + key + "]", "<secret contents redacted>", "invalid JSON"));
        }
    }

    private static void requireKey(JsonNode data, String key, List<FieldError> errors) {
        if (!data.has(key)) {
            errors.add(FieldError.required("data[" + key + "]", ""));
        }
    }
}
