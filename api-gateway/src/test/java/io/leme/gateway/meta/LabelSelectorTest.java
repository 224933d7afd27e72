package io.leme.gateway.meta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LabelSelectorTest {
    private static final Map<String, String> LABELS =
            Map.of("app", "web", "tier", "front", "size", "7");

    @Test
    void allRequirementsMustHold() {
        assertThat(matches("app=web,tier==front")).isTrue();
        assertThat(matches("app=web,tier=back")).isFalse();
    }

    @Test
    void unequalAndNotinHoldForAbsentLabels() {
        assertThat(matches("zone!=north")).isTrue();
        assertThat(matches("zone notin (north,south)")).isTrue();
        assertThat(matches("app!=web")).isFalse();
        assertThat(matches("app notin (web)")).isFalse();
    }

    @Test
    void setsExistenceAndComparisons() {
        assertThat(matches("app in (web, api)")).isTrue();
        assertThat(matches("app in (api)")).isFalse();
        assertThat(matches("app")).isTrue();
        assertThat(matches("zone")).isFalse();
        assertThat(matches("!zone")).isTrue();
        assertThat(matches("!app")).isFalse();
        assertThat(matches("size>6,size<8")).isTrue();
        assertThat(matches("app>1")).isFalse();
    }

    @Test
    void labelsMayBeCalledInAndNotin() {
        assertThat(LabelSelector.parse("in in (in),notin=notin").requirements()).hasSize(2);
    }

    @Test
    void emptyTextMatchesEverything() {
        assertThat(LabelSelector.parse("").isEverything()).isTrue();
        assertThat(LabelSelector.parse("  ").isEverything()).isTrue();
    }

    @Test
    void badSyntaxIsToldInTheWordsOfKubernetes() {
        assertRefused("a=b,", "found '', expected: identifier after ','");
        assertRefused(
                "a b",
                "unable to parse requirement: found 'b', expected: in, notin, =, ==, !=, "
                        + "gt, lt");
        assertRefused("a in b", "unable to parse requirement: found 'b' expected: '('");
        assertRefused("=b", "found '=', expected: !, identifier, or 'end of string'");
    }

    @Test
    void badKeysAndValuesAreRefused() {
        assertRefused(
                "a/b/c=d",
                "unable to parse requirement: <nil>: Invalid value: \"a/b/c\": a valid label key "
                        + "must consist of"
                        + " alphanumeric characters, '-', '_' or '.', and must start and end "
                        + "with an alphanumeric"
                        + " character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used "
                        + "for validation is"
                        + " '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]') with an optional DNS "
                        + "subdomain prefix and"
                        + " '/' (e.g. 'example.com/MyName')");
        assertThatThrownBy(() -> LabelSelector.parse("a=-"))
                .hasMessageStartingWith(
                        "unable to parse requirement: values[0][a]: Invalid value: \"-\": a "
                                + "valid label must be");
    }

    private static boolean matches(String selector) {
        return LabelSelector.parse(selector).matches(LABELS::get);
    }

    private static void assertRefused(String selector, String message) {
        assertThatThrownBy(() -> LabelSelector.parse(selector))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refused -> {
                            assertThat(refused.status().code()).isEqualTo(400);
                            assertThat(refused.status().message()).isEqualTo(message);
                        });
    }
}
