package io.leme.gateway.registry.expression;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.leme.gateway.meta.FieldError;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefinitionRulesTest {
    private static final String RULES = "schema.properties[spec].x-kubernetes-validations[0]";

    @Test
    void rulesThatFitTheirSchemaAreAccepted() throws IOException {
        assertThat(problems("{rule: self.size > 0, message: too small, fieldPath: .size}"))
                .isEmpty();
    }

    @Test
    void expressionsThatDoNotFitAreRefused() throws IOException {
        assertThat(problems("{rule: self.length > 0}"))
                .singleElement()
                .asString()
                .startsWith(RULES + ".rule: Invalid value: \"self.length > 0\": compilation failed")
                .contains("undefined field 'length'");
        assertThat(problems("{rule: self.size >}")).hasSize(1);
        assertThat(problems("{rule: self.size + 1}"))
                .containsExactly(
                        RULES
                                + ".rule: Invalid value: \"self.size + 1\": must evaluate to a"
                                + " bool");
        assertThat(problems("{rule: self.size > 0, messageExpression: self.size}"))
                .singleElement()
                .asString()
                .endsWith("messageExpression must evaluate to a string");
        assertThat(problems("{message: m}"))
                .containsExactly(RULES + ".rule: Required value: rule is not specified");
    }

    @Test
    void whatElseIsWrittenIsJudgedToo() throws IOException {
        assertThat(problems("{rule: self.size > 0, reason: Because}"))
                .singleElement()
                .asString()
                .startsWith(RULES + ".reason: Unsupported value: \"Because\"");
        assertThat(problems("{rule: self.size > 0, fieldPath: .length}")).hasSize(1);
        assertThat(problems("{rule: self.size > 0, fieldPath: size}")).hasSize(1);
        assertThat(problems("{rule: self.size > 0, optionalOldSelf: true}"))
                .containsExactly(
                        RULES
                                + ".optionalOldSelf: Invalid value: true: may not be set if oldSelf"
                                + " is not used in rule");
        assertThat(problems("{rule: \"self.size >\\n0\"}"))
                .containsExactly(
                        RULES
                                + ".message: Required value: message must be specified if rule"
                                + " contains line breaks");
    }

    @Test
    void changesCannotBeAskedOfElementsWithoutKeys() throws IOException {
        String schema =
                """
                type: object
                properties:
                  list:
                    type: array
                    maxItems: 9
                    items:
                      type: string
                      maxLength: 9
                      x-kubernetes-validations: [{rule: self == oldSelf}]
                """;

        assertThat(check(schema))
                .containsExactly(
                        "schema.properties[list].items.x-kubernetes-validations[0].rule: Invalid"
                                + " value: \"self == oldSelf\": oldSelf cannot be used on the"
                                + " uncorrelatable portion of the schema within"
                                + " schema.properties[list]");
    }

    @Test
    void selectorsNamePlainFieldsOfTheSchema() throws IOException {
        String schema =
                "{type: object, properties: {a: {type: string}, b: {type: array, items: {}}}}";

        assertThat(selectable("[{jsonPath: .a}]", schema)).isEmpty();
        assertThat(selectable("[{jsonPath: .b}, {jsonPath: .c}, {jsonPath: a}]", schema))
                .hasSize(3)
                .first()
                .asString()
                .startsWith("fields[0].jsonPath: Invalid value: \".b\": must point to a field");
        assertThat(selectable("[{jsonPath: .metadata.name}]", schema)).hasSize(1);
        assertThat(selectable("[{},{},{},{},{},{},{},{},{}]", schema)).hasSize(10);
    }

    private static List<String> selectable(String fields, String schema) throws IOException {
        ObjectMapper yaml = new ObjectMapper(new YAMLFactory());

        return DefinitionRules.selectable("fields", yaml.readTree(fields), yaml.readTree(schema))
                .stream()
                .map(FieldError::toString)
                .toList();
    }

    @Test
    void patternsAreThoseOfGo() throws IOException {
        assertThat(check("{type: string, pattern: '^[a-z]+$'}")).isEmpty();
        assertThat(check("{type: object, properties: {a: {type: string, pattern: '(?=b)'}}}"))
                .singleElement()
                .asString()
                .startsWith("schema.properties[a].pattern: Invalid value: \"(?=b)\": must be a");
    }

    @Test
    void expressionsAreBounded() throws IOException {
        String deep = "(".repeat(200) + "true" + ")".repeat(200);

        assertThat(problems("{rule: \"" + deep + "\"}")).hasSize(1);
        assertThat(problems("{rule: \"'" + "x".repeat(20_000) + "' == ''\"}")).hasSize(1);
    }

    @Test
    void rulesThatCanCostTooMuchAreRefused() throws IOException {
        String schema =
                """
                type: object
                properties:
                  tags:
                    type: array
                    items: {type: string}
                    x-kubernetes-validations: [{rule: "self.all(x, x.contains('gpu'))"}]
                """;
        String path = "schema.properties[tags].x-kubernetes-validations[0].rule: Forbidden: ";
        String factor =
                " exceeds budget by factor of more than 100x (try simplifying the rule, or adding"
                        + " maxItems, maxProperties, and maxLength where arrays, maps, and strings"
                        + " are declared)";

        assertThat(check(schema))
                .containsExactly(
                        path + "estimated rule cost" + factor,
                        path
                                + "contributed to estimated rule cost total exceeding cost limit"
                                + " for entire OpenAPIv3 schema",
                        "schema: Forbidden: x-kubernetes-validations estimated rule cost total for"
                                + " entire OpenAPIv3 schema"
                                + factor);
    }

    @ParameterizedTest
    @CsvSource({"16, 909090", "63, 333333", "253, 94339", "1024, 24154"})
    void theBoundsOfListsAndTextsDecide(int length, int items) throws IOException {
        String schema =
                "{type: object, properties: {tags: {type: array, maxItems: %d, items: {type:"
                        + " string, maxLength: %d}, x-kubernetes-validations: [{rule:"
                        + " \"self.all(x, x.contains('gpu'))\"}]}}}";

        assertThat(check(schema.formatted(items, length))).isEmpty();
        assertThat(check(schema.formatted(items + 1, length)))
                .singleElement()
                .asString()
                .contains("estimated rule cost exceeds budget by factor of 1.0000");
    }

    @Test
    void aRuleCostsAsOftenAsItsPlaceCanStandInAnObject() throws IOException {
        String schema =
                """
                type: object
                properties:
                  list:
                    type: array
                    maxItems: %d
                    items:
                      type: object
                      properties: {name: {type: string, maxLength: 1000}}
                      x-kubernetes-validations: [{rule: "self.name.contains('a')"}]
                """;

        assertThat(check(schema.formatted(20_000))).isEmpty();
        assertThat(check(schema.formatted(40_000)))
                .singleElement()
                .asString()
                .contains("factor of 1.6x");
        assertThat(check(schema.replace("maxItems: %d", "minItems: 1")))
                .anyMatch(text -> text.contains("factor of 42.2x"));
    }

    private static List<String> problems(String entry) throws IOException {
        return check(
                """
                type: object
                properties:
                  spec:
                    type: object
                    x-kubernetes-validations: [%s]
                    properties: {size: {type: integer}}
                """
                        .formatted(entry));
    }

    private static List<String> check(String schema) throws IOException {
        return DefinitionRules.problems(
                        "schema", new ObjectMapper(new YAMLFactory()).readTree(schema))
                .stream()
                .map(FieldError::toString)
                .toList();
    }
}
