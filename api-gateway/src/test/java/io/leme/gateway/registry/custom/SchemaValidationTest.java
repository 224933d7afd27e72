package io.leme.gateway.registry.custom;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.meta.FieldError;
import java.util.List;
import org.junit.jupiter.api.Test;

class SchemaValidationTest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    @Test
    void aTextHasTheFormatThatItsSchemaAsksFor() {
        assertThat(check("ipv4", "10.0.0.1")).isEmpty();
        assertThat(check("no-such-format", "10.0.0.1")).isEmpty();
        assertThat(check("ipv4", "here"))
                .singleElement()
                .hasToString(
                        "spec: Invalid value: \"here\": spec in body must be of type ipv4:"
                                + " \"here\"");
    }

    private static List<FieldError> check(String format, String value) {
        ObjectNode schema = JSON.objectNode();
        schema.putObject("properties")
                .putObject("spec")
                .put("type", "string")
                .put("format", format);

        return SchemaValidation.check(JSON.objectNode().put("spec", value), null, schema);
    }
}
