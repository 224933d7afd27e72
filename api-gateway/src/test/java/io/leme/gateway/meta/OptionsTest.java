package io.leme.gateway.meta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OptionsTest {
    @Test
    void listOptionsThatContradictEachOtherAreInvalid() {
        assertThatThrownBy(
                        () -> ListOptions.forList(query(Map.of("resourceVersionMatch", "Exact"))))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refused -> {
                            assertThat(refused.status().code()).isEqualTo(422);
                            assertThat(refused.status().message())
                                    .isEqualTo(
                                            "ListOptions.meta.k8s.io \"\" is invalid: "
                                                    + "resourceVersionMatch: Forbidden:"
                                                    + " resourceVersionMatch is forbidden "
                                                    + "unless resourceVersion is"
                                                    + " provided");
                        });
        assertThatThrownBy(() -> ListOptions.forList(query(Map.of("sendInitialEvents", "true"))))
                .hasMessageContaining("sendInitialEvents is forbidden for list");
        assertThatThrownBy(() -> ListOptions.forWatch(query(Map.of("sendInitialEvents", "true"))))
                .hasMessageContaining(
                        "sendInitialEvents requires setting resourceVersionMatch to NotOlderThan");
        assertThatThrownBy(() ->
                        ListOptions.forList(
                                query(
                                        Map.of(
                                                "resourceVersion",
                                                "0",
                                                "resourceVersionMatch",
                                                "Exact"))))
                .hasMessageContaining("\"exact\" is forbidden for resourceVersion \"0\"");
    }

    @Test
    void watchListOptionsAreRead() {
        ListOptions options =
                ListOptions.forWatch(
                        query(
                                Map.of(
                                        "sendInitialEvents", "true",
                                        "resourceVersionMatch", "NotOlderThan",
                                        "allowWatchBookmarks", "true",
                                        "timeoutSeconds", "30")));

        assertThat(options.sendInitialEvents()).contains(true);
        assertThat(options.allowWatchBookmarks()).isTrue();
        assertThat(options.timeoutSeconds()).contains(30L);
    }

    @Test
    void dryRunKnowsOnlyAll() {
        assertThat(WriteOptions.read(query(Map.of("dryRun", "All")), "CreateOptions").dryRun())
                .isTrue();
        assertThatThrownBy(
                        () -> WriteOptions.read(query(Map.of("dryRun", "Some")), "CreateOptions"))
                .hasMessage(
                        "CreateOptions.meta.k8s.io \"\" is invalid: dryRun: Unsupported value: "
                                + "\"Some\": supported"
                                + " values: \"All\"");
    }

    @Test
    void fieldSelectorsReadBothOperatorsAndEscapes() {
        FieldSelector selector = FieldSelector.parse("metadata.name=a\\,b,type!=x");

        assertThat(selector.requirements())
                .containsExactly(
                        new FieldRequirement("metadata.name", true, "a,b"),
                        new FieldRequirement("type", false, "x"));
        assertThatThrownBy(() -> FieldSelector.parse("nonsense"))
                .hasMessage("invalid selector: 'nonsense'; can't understand 'nonsense'");
    }

    @Test
    void timesAreWrittenAsTheApiWritesThem() {
        var time = KubernetesTime.parse("2026-01-02T03:04:05.678901234+01:00").orElseThrow();

        assertThat(KubernetesTime.seconds(time)).isEqualTo("2026-01-02T02:04:05Z");
        assertThat(KubernetesTime.microseconds(time)).isEqualTo("2026-01-02T02:04:05.678901Z");
        assertThat(KubernetesTime.parse("yesterday")).isEmpty();
    }

    private static QueryParameters query(Map<String, String> parameters) {
        return name -> Optional.ofNullable(parameters.get(name));
    }
}
