package io.leme.gateway.registry.custom;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
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

    @Test
    void aValueOfAnotherTypeIsToldByItsType() {
        assertThat(told("{'type':'integer'}", "'x'"))
                .containsExactly(
                        "spec: Invalid value: \"string\": spec in body must be of type integer:"
                                + " \"string\"");
        assertThat(told("{'x-kubernetes-int-or-string':true}", "true"))
                .containsExactly(
                        "spec: Invalid value: \"boolean\": spec in body must be of type"
                                + " integer,string: \"boolean\"");
    }

    @Test
    void numbersAreMultiplesAndObjectsHaveSomeFields() {
        assertThat(told("{'type':'integer','multipleOf':3}", "4"))
                .containsExactly("spec: Invalid value: 4: spec in body should be a multiple of 3");
        assertThat(told("{'type':'number','multipleOf':0.1}", "0.3")).isEmpty();
        assertThat(told("{'type':'object','minProperties':1}", "{}"))
                .containsExactly(
                        "spec: Invalid value: 1: spec in body should have at least 1 properties");
    }

    @Test
    void anObjectInsideOfAnotherSaysWhatItIs() {
        String schema =
                "{'type':'object','x-kubernetes-embedded-resource':true,"
                        + "'x-kubernetes-preserve-unknown-fields':true}";

        assertThat(told(schema, "{'apiVersion':'v1','kind':'Pod','metadata':{'name':'a'}}"))
                .isEmpty();
        assertThat(told(schema, "{'metadata':5}"))
                .containsExactly(
                        "spec.apiVersion: Required value: must not be empty",
                        "spec.kind: Required value: must not be empty",
                        "spec.metadata: Invalid value: 5: must be an object");
        assertThat(told(schema, "{'apiVersion':'v1','kind':'Pod','metadata':{'name':'a/b'}}"))
                .containsExactly("spec.metadata.name: Invalid value: \"a/b\": may not contain '/'");
    }

    private static List<String> told(String schema, String value) {
        try {
            ObjectMapper mapper = new ObjectMapper();
            ObjectNode whole = JSON.objectNode();
            whole.putObject("properties").set("spec", mapper.readTree(schema.replace('\'', '"')));
            ObjectNode object = JSON.objectNode();
            object.set("spec", mapper.readTree(value.replace('\'', '"')));

            return SchemaValidation.check(object, null, whole).stream()
                    .map(FieldError::toString)
                    .toList();
        } catch (JsonProcessingException broken) {
            throw new AssertionError(broken);
        }
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
