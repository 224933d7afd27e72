package io.leme.gateway.codec.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.codec.schema.ProtobufSchemas;
import io.leme.gateway.meta.ApiException;
import io.leme.gateway.meta.GroupVersionKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PatchTest {
    private static final GroupVersionKind ACCOUNT =
            new GroupVersionKind("", "v1", "ServiceAccount");
    private static final GroupVersionKind DEPLOYMENT =
            new GroupVersionKind("apps", "v1", "Deployment");

    private final PatchReader reader = new PatchReader(ProtobufSchemas.load());
    private final ObjectMapper mapper = new ObjectMapper();

    @Test
    void jsonPatchOperationsRunInOrder() {
        assertPatched(
                PatchType.JSON_PATCH,
                "{'a':{'b':1},'l':[1,2]}",
                "[{'op':'test','path':'/a/b','value':1.0},{'op':'add','path':'/l/-','value':3},"
                        + "{'op':'add','path':'/l/0','value':0},{'op':'remove','path':'/l/1'},"
                        + "{'op':'replace','path':'/a/b','value':2},{'op':'copy','from':'/a',"
                        + "'path':'/c'},"
                        + "{'op':'move','from':'/a','path':'/x~1y'}]",
                "{'l':[0,2,3],'c':{'b':2},'x/y':{'b':2}}");
    }

    @Test
    void jsonPatchThatDoesNotFitIsAConflictWithTheObject() {
        assertUnfit("[{'op':'test','path':'/a','value':2}]", "testing value /a failed");
        assertUnfit(
                "[{'op':'remove','path':'/b'}]",
                "remove operation does not apply: doc is missing key: /b: missing value");
        assertUnfit(
                "[{'op':'add','path':'/b/c','value':1}]",
                "add operation does not apply: doc is missing path: /b/c");
    }

    @Test
    void malformedPatchesAreBadRequests() {
        assertThatThrownBy(() -> read(PatchType.JSON_PATCH, "{}")).isInstanceOf(ApiException.class);
        assertThatThrownBy(() -> read(PatchType.JSON_PATCH, "[{'op':'jump','path':'/a'}]"))
                .hasMessage("Unexpected kind: jump");
        assertThatThrownBy(() -> read(PatchType.MERGE_PATCH, "[")).isInstanceOf(ApiException.class);
    }

    @Test
    void tooManyOperationsAreTooLarge() {
        String one = "{'op':'test','path':'','value':{}}";
        String many = "[" + (one + ",").repeat(JsonPatch.MAX_OPERATIONS) + one + "]";

        assertThatThrownBy(() -> read(PatchType.JSON_PATCH, many))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refused -> assertThat(refused.status().code()).isEqualTo(413));
    }

    @Test
    void mergePatchMergesObjectsRemovesNullsAndReplacesLists() {
        assertPatched(
                PatchType.MERGE_PATCH,
                "{'a':{'b':1,'c':2},'l':[1]}",
                "{'a':{'b':null,'d':{'e':null,'f':1}},'l':[2]}",
                "{'a':{'c':2,'d':{'f':1}},'l':[2]}");
    }

    @Test
    void strategicMergeMergesListsByTheirKey() {
        assertPatched(
                PatchType.STRATEGIC_MERGE_PATCH,
                "{'secrets':[{'name':'a','uid':'1'},{'name':'b'}]}",
                "{'secrets':[{'name':'a','uid':'2'},{'$patch':'delete','name':'b'}]}",
                "{'secrets':[{'name':'a','uid':'2'}]}");
    }

    @Test
    void strategicMergeReplacesListsWithoutAKey() {
        assertPatched(
                PatchType.STRATEGIC_MERGE_PATCH,
                "{'imagePullSecrets':[{'name':'a'}]}",
                "{'imagePullSecrets':[{'name':'b'}]}",
                "{'imagePullSecrets':[{'name':'b'}]}");
    }

    @Test
    void strategicMergeMergesFinalizersByValueAndDeletesThemByDirective() {
        assertPatched(
                PatchType.STRATEGIC_MERGE_PATCH,
                "{'metadata':{'finalizers':['a/a','b/b']}}",
                "{'metadata':{'$deleteFromPrimitiveList/finalizers':['a/a'],'finalizers':['c/c'],"
                        + "'$setElementOrder/finalizers':['b/b','c/c']}}",
                "{'metadata':{'finalizers':['b/b','c/c']}}");
    }

    @Test
    void strategicMergeKeepsTheOrderThatThePatchAsksFor() {
        assertPatched(
                PatchType.STRATEGIC_MERGE_PATCH,
                "{'secrets':[{'name':'a'},{'name':'b'}]}",
                "{'$setElementOrder/secrets':[{'name':'b'},{'name':'c'},{'name':'a'}],"
                        + "'secrets':[{'name':'c'}]}",
                "{'secrets':[{'name':'b'},{'name':'c'},{'name':'a'}]}");
    }

    @Test
    void strategicMergeReplacesAndRetainsByDirective() {
        assertPatched(
                PatchType.STRATEGIC_MERGE_PATCH,
                "{'metadata':{'labels':{'a':'1'}}}",
                "{'metadata':{'labels':{'$patch':'replace','b':'2'}}}",
                "{'metadata':{'labels':{'b':'2'}}}");
        assertPatched(
                PatchType.STRATEGIC_MERGE_PATCH,
                "{'metadata':{'labels':{'a':'1','b':'2'}}}",
                "{'metadata':{'labels':{'$retainKeys':['a']}}}",
                "{'metadata':{'labels':{'a':'1'}}}");
    }

    @Test
    void strategicMergeReachesDeepIntoOtherKinds() throws IOException {
        ObjectNode patched =
                reader.read(
                                PatchType.STRATEGIC_MERGE_PATCH,
                                bytes(
                                        "{'spec':{'template':{'spec':{'containers':[{'name':'b',"
                                                + "'image':'2'}]}}}}"),
                                DEPLOYMENT)
                        .apply(
                                tree(
                                        "{'spec':{'template':{'spec':{'containers':[{'name':'a'},"
                                                + "{'name':'b','image':'1','tty':true}]}}}}"));

        assertThat(patched.at("/spec/template/spec/containers"))
                .isEqualTo(
                        mapper.readTree(
                                "[{\"name\":\"a\"},{\"name\":\"b\",\"image\":\"2\","
                                        + "\"tty\":true}]"));
    }

    @Test
    void anElementWithoutItsKeyIsRefused() throws IOException {
        ObjectPatch patch = read(PatchType.STRATEGIC_MERGE_PATCH, "{'secrets':[{'uid':'1'}]}");
        ObjectNode object = tree("{'secrets':[{'name':'a'}]}");

        assertThatThrownBy(() -> patch.apply(object))
                .hasMessageContaining("does not contain declared merge key: name");
    }

    private void assertPatched(PatchType type, String object, String patch, String expected) {
        ObjectNode before = tree(object);
        ObjectNode untouched = before.deepCopy();

        JsonNode patched = read(type, patch).apply(before);

        assertThat(patched).isEqualTo(tree(expected));
        assertThat(before).isEqualTo(untouched);
    }

    private void assertUnfit(String patch, String why) {
        ObjectNode object = tree("{'a':1}");

        assertThatThrownBy(() -> read(PatchType.JSON_PATCH, patch).apply(object))
                .isInstanceOf(PatchConflictException.class)
                .hasMessage(why);
    }

    private ObjectPatch read(PatchType type, String patch) {
        return reader.read(type, bytes(patch), ACCOUNT);
    }

    private ObjectNode tree(String json) {
        try {
            return (ObjectNode) mapper.readTree(bytes(json));
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }

    private static byte[] bytes(String json) {
        return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }
}
