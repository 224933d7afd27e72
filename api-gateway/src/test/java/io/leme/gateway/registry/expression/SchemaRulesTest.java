package io.leme.gateway.registry.expression;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.leme.gateway.meta.FieldError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaRulesTest {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private static final String OBJECT =
            """
            apiVersion: example.com/v1
            kind: Thing
            metadata: {name: one, labels: {a: b}}
            spec:
              min: 2
              max: 5
              share: 1
              on: true
              name: abc
              namespace: here
              app-name: web
              port: 80
              amount: 500Mi
              since: 2026-01-01T00:00:00Z
              wait: 1m30s
              data: aGVsbG8=
              labels: {x: one, y: two}
              numbers: [1, 2, 3]
              words: [a, b, a]
              none: null
              items: [{key: a, size: 1}, {key: b, size: 2}]
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "self.min <= self.max",
                "self.share == 1.0 && self.share < 2",
                "self.on && has(self.name) && !has(self.free)",
                "self.name.matches('^[a-c]+$') && self.name.size() == 3",
                "self.__namespace__ == 'here' && self.app__dash__name == 'web'",
                "type(self.port) == int && self.port == 80",
                "self.since < timestamp('2026-06-01T00:00:00Z') && self.since.getMonth() == 0",
                "self.wait == duration('90s')",
                "self.data == b'hello'",
                "self.labels.all(k, k in ['x', 'y']) && self.labels['x'] == 'one'",
                "self.labels == {'y': 'two', 'x': 'one'}",
                "self.none == null",
                "self.items.exists_one(i, i.key == 'b' && i.size == 2)",
                "self.items.map(i, i.size).sum() == 3",
                "self.items[0] == self.items[0] && self.items[0] != self.items[1]",
                "self.numbers.isSorted() && self.numbers.sum() == 6",
                "self.numbers.min() == 1 && self.numbers.max() == 3",
                "self.words.indexOf('a') == 0 && self.words.lastIndexOf('a') == 2",
                "self.name.indexOf('b') == 1 && self.name.upperAscii() == 'ABC'",
                "self.name.find('[bc]+') == 'bc' && self.name.findAll('[ab]', 1) == ['a']",
                "self.words.join(',').split(',').size() == 3",
                "quantity(self.amount).isGreaterThan(quantity('1M'))",
                "quantity('1Gi').compareTo(quantity('1024Mi')) == 0 && isQuantity('1m')",
                "!isQuantity('much') && quantity('1k').add(24).asInteger() == 1024",
                "sets.contains(self.words, ['a'])",
                "self.labels.transformMap(k, v, v.size()).all(k, n, n == 3)",
                "self.?free.hasValue() == false && self.?name.orValue('') == 'abc'",
                "ip('10.0.0.1').family() == 4 && ip('::1').isLoopback() && !isIP('10.0.0.256')",
                "ip.isCanonical('2001:db8::1') && !ip.isCanonical('2001:DB8:0:0::1')",
                "ip('2001:db8:0:0::1') == ip('2001:db8::1') && string(ip('::0')) == '::'",
                "ip('fe80::1').isLinkLocalUnicast() && ip('224.0.0.1').isLinkLocalMulticast()",
                "ip('8.8.8.8').isGlobalUnicast() && ip('0.0.0.0').isUnspecified()",
                "!isIP('::ffff:1.2.3.4') && !isIP('fe80::1%eth0') && !isIP('01.2.3.4')",
                "cidr('10.0.0.0/8').containsIP('10.1.2.3') && !isCIDR('10.0.0.0/33')",
                "cidr('10.0.0.0/8').containsIP(ip('10.1.2.3')) && isCIDR('::/0')",
                "cidr('10.0.0.0/8').containsCIDR('10.4.0.0/16')",
                "!cidr('10.4.0.0/16').containsCIDR(cidr('10.0.0.0/8'))",
                "cidr('10.1.2.3/8').masked() == cidr('10.0.0.0/8')",
                "cidr('10.1.2.3/8').ip() == ip('10.1.2.3') && cidr('::/64').prefixLength() == 64",
                "string(cidr('2001:db8::1/64').masked()) == '2001:db8::/64'",
                "isURL('https://a.example:80/p') && isURL('/p') && !isURL('a.example/p')",
                "url('https://a.example:80/p').getHost() == 'a.example:80'",
                "url('https://[::1]:80/').getHostname() == '::1'",
                "url('HTTPS://u:p@a.example/b c').getEscapedPath() == '/b%20c'",
                "url('https://a.example').getPort() == '' && url('/p').getScheme() == ''",
                "url('/p?k=1&k=a%20b&l').getQuery() == {'k': ['1', 'a b'], 'l': ['']}",
                "!format.dns1123Label().validate('a-b').hasValue()",
                "format.dns1123Label().validate('A').value().size() == 1",
                "!format.dns1123LabelPrefix().validate('a-').hasValue()",
                "format.named('uuid').value().validate('x') == optional.of(['does not match the"
                        + " UUID format'])",
                "!format.named('none').hasValue()",
                "semver('1.2.3').isLessThan(semver('1.10.0')) && !isSemver('1.2')",
                "isSemver('v1.2', true) && semver('v1.2', true).compareTo(semver('1.2.0')) == 0",
                "semver('1.0.0-alpha.2').compareTo(semver('1.0.0-alpha.10')) == -1",
                "semver('1.0.0').isGreaterThan(semver('1.0.0-rc.1'))",
                "semver('3.2.1+b.4').minor() == 2 && semver('3.2.1') == semver('3.2.1+b.4')",
            })
    void ruleHoldsOfTheObject(String rule) {
        assertThat(broken(rule, "message: m")).isEmpty();
    }

    @Test
    void brokenRulesAreToldWithTheirMessage() {
        assertThat(broken("self.min > self.max", ""))
                .containsExactly(
                        "spec: Invalid value: \"object\": failed rule: self.min > self.max");
        assertThat(broken("self.min > self.max", "message: too small"))
                .containsExactly("spec: Invalid value: \"object\": too small");
        assertThat(broken("false", "messageExpression: \"'at least ' + string(self.max)\""))
                .containsExactly("spec: Invalid value: \"object\": at least 5");
        assertThat(broken("false", "messageExpression: \"self.words[9]\", message: plain"))
                .containsExactly("spec: Invalid value: \"object\": plain");
    }

    @Test
    void aRuleNamesTheReasonAndTheFieldOfItsErrors() {
        assertThat(broken("false", "reason: FieldValueForbidden, fieldPath: .name, message: never"))
                .containsExactly("spec.name: Forbidden: never");
        assertThat(broken("false", "reason: FieldValueRequired, fieldPath: \".labels['q']\""))
                .containsExactly("spec.labels[q]: Required value: failed rule: false");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "self.labels['z'] == '' | no such key: z",
                "self.numbers[9] == 1 | index out of bounds: 9",
                "self.max / (self.min - 2) == 1 | division by zero",
                "self.max % (self.min - 2) == 1 | modulus by zero",
                "self.max * 9223372036854775807 > 0 | integer overflow",
                "[1].filter(n, n > 1).max() == 1 | max called on empty list",
                "quantity('much').isInteger() | quantities must match the regular expression"
                        + " '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'",
                "quantity('1m').asInteger() == 1 | cannot convert value to integer",
                "ip('here').family() == 4 | IP Address \"here\" parse error during conversion from"
                        + " string: ParseAddr(\"here\"): unable to parse IP",
                "ip('10.0.0.256').family() == 4 | IP Address \"10.0.0.256\" parse error during"
                        + " conversion from string: ParseAddr(\"10.0.0.256\"): IPv4 field has value"
                        + " >255",
                "ip('::ffff:1.2.3.4').family() == 4 | IPv4-mapped IPv6 address"
                        + " \"::ffff:1.2.3.4\" is not allowed",
                "cidr('10.0.0.0').prefixLength() == 8 | network address parse error during"
                        + " conversion from string: network address parse error during conversion"
                        + " from string: netip.ParsePrefix(\"10.0.0.0\"): no '/'",
                "url('here').getPort() == '' | URL parse error during conversion from string:"
                        + " parse \"here\": invalid URI for request",
                "semver('1').major() == 1 | No Major.Minor.Patch elements found",
                "semver('1.x.0').major() == 1 | Invalid character(s) found in minor number \"x\"",
            })
    void whatCannotBeEvaluatedBreaksTheRule(String rule, String why) {
        assertThat(broken(rule, ""))
                .containsExactly(
                        "spec: Invalid value: \"object\": " + why + " evaluating rule: " + rule);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1::2::3 | multiple :: in address (at \":3\")",
                "12345::  | each group must have 4 or less digits (at \"12345::\")",
                "1:2      | address string too short",
                "1:       | colon must be followed by more characters (at \":\")",
                "::g      | each colon-separated field must have at least one digit (at \"g\")",
                "1:2:3:4:5:6:7:8:9 | trailing garbage after address (at \"9\")",
                "1.2.3    | IPv4 address too short",
                "1..2     | IPv4 field must have at least one digit (at \".2\")",
                "%eth0    | missing IPv6 address",
            })
    void whyATextIsNoAddressIsToldAsGoTellsIt(String text, String why) {
        assertThat(broken("ip('" + text + "').family() == 4", ""))
                .singleElement()
                .asString()
                .contains("conversion from string: ParseAddr(\"" + text + "\"): " + why);
        assertThat(broken("cidr('" + text + "/8').prefixLength() == 8", ""))
                .singleElement()
                .asString()
                .contains("netip.ParsePrefix(\"" + text + "/8\"): ParseAddr(\"" + text + "\"): ");
    }

    @Test
    void theBitsOfANetworkAreANumber() {
        assertThat(broken("cidr('10.0.0.0/x').prefixLength() == 8", ""))
                .singleElement()
                .asString()
                .contains("netip.ParsePrefix(\"10.0.0.0/x\"): bad bits after slash: \"x\"");
    }

    @Test
    void whatAnOperatorIsNotMadeForBreaksTheRule() {
        assertThat(broken("self.amount > 5", ""))
                .containsExactly(
                        "spec: Invalid value: \"object\": 'no such overload': call arguments did"
                                + " not match a supported operator, function or macro signature for"
                                + " rule: self.amount > 5");
    }

    @Test
    void transitionRulesAskAboutTheChange() {
        SchemaRules rules = rules("self.min >= oldSelf.min", "message: never less");

        assertThat(rules.check(yaml(OBJECT), null, () -> 0)).isEmpty();
        assertThat(rules.check(yaml(OBJECT), changed("min: 2", "min: 1"), () -> 0)).isEmpty();
        assertThat(texts(rules.check(yaml(OBJECT), changed("min: 2", "min: 3"), () -> 0)))
                .containsExactly("spec: Invalid value: \"object\": never less");
    }

    @Test
    void anOptionalOldValueIsAbsentAtFirst() {
        SchemaRules rules =
                rules(
                        "oldSelf.hasValue() ? self.min >= oldSelf.value().min : self.min == 2",
                        "optionalOldSelf: true, message: wrong");

        assertThat(rules.check(yaml(OBJECT), null, () -> 0)).isEmpty();
        assertThat(texts(rules.check(changed("min: 2", "min: 3"), null, () -> 0)))
                .containsExactly("spec: Invalid value: \"object\": wrong");
        assertThat(texts(rules.check(yaml(OBJECT), changed("min: 2", "min: 3"), () -> 0)))
                .containsExactly("spec: Invalid value: \"object\": wrong");
    }

    @Test
    void whatWasBrokenBeforeMayStay() {
        SchemaRules rules = rules("self.min > self.max", "");
        ObjectNode relabelled = changed("labels: {a: b}", "labels: {a: c}");

        assertThat(rules.check(relabelled, yaml(OBJECT), () -> 0)).isEmpty();
        assertThat(rules.check(changed("min: 2", "min: 3"), yaml(OBJECT), () -> 0)).hasSize(1);
    }

    @Test
    void elementsWithKeysAreComparedWithThemselves() {
        SchemaRules rules =
                SchemaRules.compile(
                        yaml(
                                """
                                type: object
                                properties:
                                  list:
                                    type: array
                                    x-kubernetes-list-type: map
                                    x-kubernetes-list-map-keys: [key]
                                    items:
                                      type: object
                                      x-kubernetes-validations:
                                      - {rule: self.size >= oldSelf.size, message: shrunk}
                                      properties: {key: {type: string}, size: {type: integer}}
                                """));

        assertThat(
                        texts(
                                rules.check(
                                        yaml("list: [{key: b, size: 1}, {key: a, size: 1}]"),
                                        yaml("list: [{key: a, size: 1}, {key: b, size: 2}]"),
                                        () -> 0)))
                .containsExactly("list[0]: Invalid value: \"object\": shrunk");
    }

    @Test
    void wholeObjectsHaveTheirNameAndType() {
        SchemaRules rules =
                SchemaRules.compile(
                        yaml(
                                """
                                type: object
                                x-kubernetes-validations:
                                - {rule: self.metadata.name == 'one' && self.kind == 'Thing'}
                                """));

        assertThat(rules.check(yaml(OBJECT), null, () -> 0)).isEmpty();
        assertThat(texts(rules.check(changed("name: one", "name: two"), null, () -> 0)))
                .singleElement()
                .asString()
                .startsWith("<nil>: Invalid value: \"object\": failed rule: self.metadata.name");
    }

    @Test
    void stepsAreBounded() {
        ObjectNode object = yaml(OBJECT);
        for (int i = 0; i < 2000; i++) {
            object.withArray("/spec/numbers").add(i);
        }
        SchemaRules rules =
                rules("self.numbers.all(a, self.numbers.all(b, a + b >= 0 || b > a))", "");

        assertThat(texts(rules.check(object, null, () -> 0)))
                .singleElement()
                .asString()
                .contains("cost limit exceeded");
    }

    @Test
    void timeIsBounded() {
        AtomicLong nanos = new AtomicLong();

        assertThat(
                        texts(
                                rules("self.numbers.all(n, n > 0)", "")
                                        .check(
                                                yaml(OBJECT),
                                                null,
                                                () ->
                                                        nanos.getAndAdd(
                                                                Duration.ofSeconds(1).toNanos()))))
                .anyMatch(text -> text.contains("running out of cost budget"));
    }

    /// A schema of a `spec` with fields of every shape, and one rule on it.
    private static String schema(String rule) {
        return """
        type: object
        properties:
          spec:
            type: object
            x-kubernetes-validations: [%s]
            properties:
              min: {type: integer}
              max: {type: integer}
              share: {type: number}
              on: {type: boolean}
              name: {type: string}
              namespace: {type: string}
              app-name: {type: string}
              port: {x-kubernetes-int-or-string: true}
              amount: {x-kubernetes-int-or-string: true}
              since: {type: string, format: date-time}
              wait: {type: string, format: duration}
              data: {type: string, format: byte}
              labels: {type: object, additionalProperties: {type: string}}
              numbers: {type: array, items: {type: integer}}
              words: {type: array, items: {type: string}}
              free: {type: object, x-kubernetes-preserve-unknown-fields: true}
              none: {type: string, nullable: true}
              items:
                type: array
                items:
                  type: object
                  properties:
                    key: {type: string}
                    size: {type: integer}
        """
                .formatted(rule);
    }

    private static List<String> broken(String rule, String others) {
        return texts(rules(rule, others).check(yaml(OBJECT), null, () -> 0));
    }

    private static SchemaRules rules(String rule, String others) {
        String entry = "{rule: \"" + rule + "\"" + (others.isEmpty() ? "" : ", " + others) + "}";

        return SchemaRules.compile(yaml(schema(entry)));
    }

    private static List<String> texts(List<FieldError> errors) {
        return errors.stream().map(FieldError::toString).toList();
    }

    private static ObjectNode changed(String what, String into) {
        return yaml(OBJECT.replace(what, into));
    }

    private static ObjectNode yaml(String text) {
        try {
            return (ObjectNode) YAML.readTree(text);
        } catch (IOException wrong) {
            throw new UncheckedIOException(wrong);
        }
    }
}
