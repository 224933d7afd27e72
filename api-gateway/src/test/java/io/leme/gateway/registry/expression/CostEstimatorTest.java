package io.leme.gateway.registry.expression;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.cel.common.types.SimpleType;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The costs that Kubernetes' own tests expect for the same schemas and expressions.
class CostEstimatorTest {
    private static final String THING =
            "object, required: [required], properties: {required: {type: string}, optional: {type:"
                    + " string}}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[number] | self.all(x, true) | 4718591",
                "[string] | self.all(x, true) | 3145727",
                "[boolean] | self.all(x, true) | 1887437",
                "[array, items: {type: number}] | self.all(x, true) | 3145727",
                "[string, format: duration] | self.all(x, true) | 2359295",
                "[string, format: date] | self.all(x, true) | 725936",
                "[string, format: date-time] | self.all(x, true) | 428963",
                "[thing] | self.all(x, true) | 555128",
                "[thing] | self[0] == null | 2",
                "[number] | self[1] == 0.0 | 2",
                "[string] | self[1] == self[1] | 314577",
                "[string, format: duration] | self[0].getHours() == 2 | 4",
                "[number] | self.all(x, x == 0.0) | 6291454",
                "{number} | self.all(x, true) | 1348169",
                "{string} | self.all(x, true) | 1179647",
                "{boolean} | self.all(x, true) | 943718",
                "{string, format: date-time} | self.all(x, true) | 349526",
                "{thing} | self.all(x, true) | 428963",
                "{string} | self.all(x, x.contains(self[x])) | 2752507",
                "{integer} | oldSelf.size() == self.size() | 5",
                "{string, format: date-time} | self['a'] == self['b'] | 8",
                "string | self.contains('test') | 314574",
                "string | self.startsWith('test') | 2",
                "string | size(self + 'hello') > size('hello') | 314578",
                "string | self.matches('x') | 314574",
                "string | ''.matches('(((((((((())))))))))[0-9]') | 7",
                "string | self.matches('') | 1",
                "string | self == 'x' | 2",
                "string | self.find('[0-9]+') == '' | 629147",
                "string | self.lowerAscii() == 'lower!' | 314575",
                "string, format: byte | self == b'x' | 2",
                "string, enum: [A, B, LongValue] | self.contains('A') | 2",
                "[string] | self.join(' ') == 'aa bb' | 329853068905",
                "[string] | self.isSorted() == true | 329854432052",
                "[object, additionalProperties: {type: number}] | self.all(x, x.y == 25.2)"
                        + " | 6291452",
                "[object, additionalProperties: {type: number}] | self[0].x > 2.0 | 4",
            })
    void costIsKubernetesWithoutBounds(String shape, String rule, long cost) throws Exception {
        assertThat(cost(schema(shape), rule)).isEqualTo(cost);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{type: array, maxItems: 10, items: {type: number}} | self.all(x, true) | 32",
                "{type: array, maxItems: 10, items: {type: number}}"
                        + " | self.all(x, self.all(y, true)) | 352",
                "{type: array, maxItems: 10, items: {type: number}}"
                        + " | self.all(x, self.all(y, self.all(z, true))) | 3552",
                "{type: array, maxItems: 1, items: {type: string, maxLength: 16}}"
                        + " | self.all(x, x.contains('gpu')) | 13",
                "{type: array, maxItems: 1, items: {type: string, maxLength: 1024}}"
                        + " | self.all(x, x.contains('gpu')) | 416",
                "{type: object, maxProperties: 10, additionalProperties: {type: string,"
                        + " maxLength: 10}} | self.all(x, x.contains(self[x])) | 72",
                "{type: string, maxLength: 10} | self.contains('test') | 5",
                "{type: string, maxLength: 4} | size(self + 'hello') > size('hello') | 7",
                "{type: string, maxLength: 50} | self.matches('x') | 22",
                "{type: string, maxLength: 0} | self == 'x' | 1",
                "{type: string, maxLength: 10} | self.find('[0-9]+') == '' | 11",
                "{type: string, maxLength: 10} | self.lowerAscii() == 'lower!' | 6",
                "{type: string, enum: [A], maxLength: 1000} | self.contains('A') | 401",
                "{type: array, maxItems: 10, items: {type: string, maxLength: 10}}"
                        + " | self.join(' ') == 'aa bb' | 43",
                "{type: array, maxItems: 10, items: {type: string, maxLength: 10}}"
                        + " | self.isSorted() == true | 52",
                "{type: object, properties: {s: {type: string, maxLength: 10}, t: {type: string,"
                        + " maxLength: 10}}} | self.s.split(self.t) == [] | 22",
                "{type: object, properties: {a-b__c: {type: string, maxLength: 10}}}"
                        + " | self.a__dash__b__underscores__c.contains('test') | 6",
                "{type: object, properties: {namespace: {type: string, maxLength: 10}}}"
                        + " | self.__namespace__.contains('test') | 6",
                "{type: object, properties: {s: {type: string, maxLength: 4}, b: {type: string,"
                        + " maxLength: 2}, a: {type: string, maxLength: 4}}}"
                        + " | self.s.replace(self.b, self.a) == 'does not matter' | 12",
            })
    void costIsKubernetesWithBounds(String schema, String rule, long cost) throws Exception {
        assertThat(cost(schema, rule)).isEqualTo(cost);
    }

    /// @param shape the type of a value; in brackets that of a list's, in braces that of a map's
    private static String schema(String shape) {
        char first = shape.charAt(0);
        String inner =
                first == '[' || first == '{' ? shape.substring(1, shape.length() - 1) : shape;
        String type = "{type: " + (inner.equals("thing") ? THING : inner) + "}";

        return switch (first) {
            case '[' -> "{type: array, items: " + type + "}";
            case '{' -> "{type: object, additionalProperties: " + type + "}";
            default -> type;
        };
    }

    private static long cost(String schema, String rule)
            throws IOException, ExpressionCompiler.UnusableExpressionException {
        RuleSchema self = RuleSchema.of(new ObjectMapper(new YAMLFactory()).readTree(schema));

        return new ExpressionCompiler(self, false).compile(rule, SimpleType.BOOL).cost();
    }
}
