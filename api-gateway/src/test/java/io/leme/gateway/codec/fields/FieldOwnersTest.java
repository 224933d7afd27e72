package io.leme.gateway.codec.fields;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.codec.schema.ProtobufSchemas;
import io.leme.gateway.meta.ApiException;
import io.leme.gateway.meta.GroupVersionKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Who owns what after each write, and what applying changes.
class FieldOwnersTest {
    private static final String WEB =
            "{'metadata':{'name':'a'},'spec':{'replicas':2,'template':{'spec':{'containers':"
                    + "[{'name':'web','image':'web:1','ports':[{'containerPort':80}]}]}}}}";

    private final FieldOwners owners =
            new FieldOwners(
                    ProtobufSchemas.load()
                            .find(new GroupVersionKind("apps", "v1", "Deployment"))
                            .orElseThrow(),
                    "apps/v1");

    @Test
    void whatIsAppliedIsOwnedPieceByPiece() {
        ObjectNode applied = owners.apply(null, tree(WEB), writer("one", 1), false);

        assertThat(applied.at("/metadata/managedFields/0/fieldsV1"))
                .isEqualTo(
                        tree(
                                "{'f:spec':{'f:replicas':{},'f:template':{'f:spec':{'f:co"
                                        + "ntainers':"
                                        + "{'k:{\\'name\\':\\'web\\'}':{'.':{},'f:image':{},'f:name"
                                        + "':{},"
                                        + "'f:ports':{'k:{\\'containerPort\\':80,\\'protocol\\':\\'"
                                        + "TCP\\'}':"
                                        + "{'.':{},'f:containerPort':{}}}}}}}}}"));
    }

    @Test
    void applyingAgainChangesNothing() {
        ObjectNode live = owners.apply(null, tree(WEB), writer("one", 1), false);

        assertThat(owners.apply(live, tree(WEB), writer("one", 2), false)).isEqualTo(live);
    }

    @Test
    void whatIsNoLongerAppliedGoesUnlessSomebodyElseOwnsIt() {
        ObjectNode live = owners.apply(null, tree(WEB), writer("one", 1), false);
        live = owners.apply(live, tree("{'spec':{'replicas':2}}"), writer("two", 2), false);

        ObjectNode left =
                owners.apply(live, tree("{'metadata':{" + "'name':'a'}}"), writer("one", 3), false);

        assertThat(left.at("/spec/replicas").asInt()).isEqualTo(2);
        assertThat(left.at("/spec/template").isMissingNode()).isTrue();
        assertThat(managers(left)).containsExactlyInAnyOrder("Apply one", "Apply two");
    }

    @Test
    void changingWhatAnotherOwnsIsAConflictUnlessForced() {
        ObjectNode live = owners.apply(null, tree(WEB), writer("one", 1), false);
        ObjectNode wanted = tree("{'spec':{'replicas':5}}");

        assertThatThrownBy(() -> owners.apply(live, wanted, writer("two", 2), false))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refused ->
                                assertThat(refused.status().message())
                                        .isEqualTo(
                                                "Apply failed with 1 conflict: conflict with"
                                                        + " \"one\": .spec.replicas"));
        ObjectNode forced = owners.apply(live, wanted, writer("two", 2), true);
        assertThat(forced.at("/spec/replicas").asInt()).isEqualTo(5);
        assertThat(
                        forced.at("/metadata/managedFields/0/f" + "ieldsV1/f:spec/f:replicas")
                                .isMissingNode())
                .isTrue();
    }

    @Test
    void anUpdateTakesWhatItChangesFromOthers() {
        ObjectNode live = owners.apply(null, tree(WEB), writer("one", 1), false);
        ObjectNode changed = live.deepCopy();
        ((ObjectNode) changed.at("/spec/template/spec/containers/0")).put("image", "web:2");

        owners.track(live, changed, writer("two", 2));

        assertThat(managers(changed)).containsExactly("Apply one", "Update two");
        assertThat(changed.at("/metadata/managedFields/1/fieldsV1"))
                .isEqualTo(
                        tree(
                                "{'f:spec':{'f:template':{'f:spec':{'f:containers':"
                                        + "{'k:{\\'name\\':\\'web\\'}':{'f:image':{}}}}}}}"));
        assertThat(changed.at("/metadata/managedFields/0/fieldsV1").toString())
                .doesNotContain("f:image");
    }

    @Test
    void anUpdateThatChangesNothingLeavesTheEntriesAlone() {
        ObjectNode live = owners.apply(null, tree(WEB), writer("one", 1), false);
        ObjectNode same = live.deepCopy();
        ((ObjectNode) same.path("metadata")).remove("managedFields");

        owners.track(live, same, writer("two", 2));

        assertThat(same).isEqualTo(live);
    }

    @Test
    void listsKeepTheirOrderAndTakeNewElementsInTheirs() {
        ObjectNode live =
                owners.apply(
                        null,
                        tree(
                                "{'spec':{'template':{'spec':{'containers':[{'name':'a'},"
                                        + "{'name':'b'},"
                                        + "{'name':'c'}]}}}}"),
                        writer("one", 1),
                        false);

        ObjectNode merged =
                owners.apply(
                        live,
                        tree(
                                "{'spec':{'template':{'spec':{'containers':[{'name':'c'},"
                                        + "{'name':'x'}]}}}}"),
                        writer("two", 2),
                        false);

        List<String> names = new ArrayList<>();
        merged.at("/spec/template/spec/containers")
                .forEach(each -> names.add(each.path("name").asText()));
        assertThat(names).containsExactly("a", "b", "c", "x");
    }

    @Test
    void elementsThatAreAlikeAreNotApplied() {
        ObjectNode wanted =
                tree(
                        "{'kind':'Deployment','metadata':{'name':'d','namespace':'n'},'spec':"
                                + "{'template':{'spec':{'containers':[{'name':'a','ports':"
                                + "[{'containerPort':1},{'containerPort':1,'protocol':'TCP'}]}]"
                                + "}}}}");

        assertThatThrownBy(() -> owners.apply(null, wanted, writer("one", 1), false))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refused ->
                                assertThat(refused.status().message())
                                        .isEqualTo(
                                                "failed to create typed patch object (n/d; apps/v1,"
                                                        + " Kind=Deployment): .spec.template.spec"
                                                        + ".containers[name=\"a\"].ports: duplicate"
                                                        + " entries for key"
                                                        + " [containerPort=1,protocol=\"TCP\"]"));
    }

    @Test
    void elementsThatAreAlikeStayWhenSomethingElseIsApplied() {
        String ports = "/spec/template/spec/containers/0/ports";
        ObjectNode live =
                tree(
                        "{'spec':{'template':{'spec':{'containers':[{'name':'a','ports':"
                                + "[{'containerPort':1,'name':'x'},{'containerPort':1,'name':'y'},"
                                + "{'containerPort':2}]}]}}}}");
        String change =
                "{'spec':{'template':{'spec':{'containers':[{'name':'a','image':'i','ports':"
                        + "[{'containerPort':%d,'name':'z'}]}]}}}}";

        ObjectNode merged = owners.apply(live, tree(change.formatted(2)), writer("one", 1), true);
        assertThat(merged.at(ports).findValuesAsText("name")).containsExactly("x", "y", "z");
        ObjectNode replaced = owners.apply(live, tree(change.formatted(1)), writer("one", 1), true);
        assertThat(replaced.at(ports).findValuesAsText("name")).containsExactly("z");
    }

    @Test
    void entriesThatNobodyCanReadAreNotTaken() {
        ObjectNode live = owners.apply(null, tree(WEB), writer("one", 1), false);
        for (String element : List.of("", "f", "k:", "k:x", "v:", "i:x", "z:y")) {
            ObjectNode changed = live.deepCopy();
            ((ObjectNode) changed.at("/metadata/managedFields/0"))
                    .putObject("fieldsV1")
                    .putObject(element);

            owners.track(live, changed, writer("two", 2));

            assertThat(changed).isEqualTo(live);
        }
    }

    private static List<String> managers(ObjectNode object) {
        List<String> managers = new ArrayList<>();
        for (JsonNode each : object.at("/metadata/managedFields")) {
            managers.add(each.path("operation").asText() + " " + each.path("manager").asText());
        }

        return managers;
    }

    private static FieldOwners.Writer writer(String name, int second) {
        return new FieldOwners.Writer(
                name, "", "2026-11-23T00:00:0" + second + "Z", List.of("status"));
    }

    private static ObjectNode tree(String json) {
        try {
            return (ObjectNode)
                    new ObjectMapper().readTree(json.replace("\\'", "\\\"").replace('\'', '"'));
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }
}
