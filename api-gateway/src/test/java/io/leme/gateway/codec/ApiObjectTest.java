package io.leme.gateway.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.meta.ApiException;
import io.leme.gateway.meta.NamespacedName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ApiObjectTest {
    private static final NamespacedName NAME = new NamespacedName("n", "x");
    private static final String STORED =
            """
            {"kind":"Pod","apiVersion":"v1","metadata":{"name":"x","namespace":"n",\
            "labels":{"app":"web"}},"spec":{"nodeName":"a"}}\
            """;

    @Test
    void aStoredObjectTellsItsVersionInItsTextAndItsTree() throws IOException {
        ApiObject object = ApiObject.stored(NAME, bytes(STORED), 7);

        assertThat(text(object))
                .isEqualTo(STORED.replace("{\"name\"", "{\"resourceVersion\":\"7\",\"name\""));
        assertThat(object.meta().resourceVersion()).isEqualTo("7");
        assertThat(object.name()).isEqualTo(NAME);
    }

    @Test
    void aTextOfAnotherShapeIsReadAndSaysTheSame() throws IOException {
        for (String other :
                List.of(
                        "{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{\"name\":\"x\"}}",
                        "{\"kind\":\"Pod\",\"apiVersion\":\"v1\",\"metadata\":{}}",
                        STORED + "\n")) {
            ApiObject object = ApiObject.stored(NAME, bytes(other), 7);

            assertThat(object.meta().resourceVersion()).as(other).isEqualTo("7");
            assertThat(JsonText.parseStored(object.json())).isEqualTo(object.tree());
        }
    }

    @Test
    void whatIsNoObjectIsRefusedAtOnceOrWhenItIsRead() throws IOException {
        assertThatThrownBy(() -> ApiObject.stored(NAME, bytes("[]"), 7))
                .isInstanceOf(IOException.class);
        ApiObject broken = ApiObject.stored(NAME, bytes(STORED.replace("web\"", "web")), 7);
        assertThatThrownBy(broken::tree)
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("the value of n/x is not an object");
    }

    @Test
    void theSameObjectAtAnotherVersionDiffersInThatAlone() throws IOException {
        ApiObject object = ApiObject.stored(NAME, bytes(STORED), 7);

        assertThat(text(object.at(12))).isEqualTo(text(object).replace("\"7\"", "\"12\""));
        ApiObject built = ApiObject.own(object.copy(), 7);
        assertThat(built.at(12).tree()).isEqualTo(object.at(12).tree());
        assertThat(built.at(12).resourceVersion()).isEqualTo(12);
    }

    @Test
    void aCopyIsTheCallersOwn() throws IOException {
        ApiObject object = ApiObject.stored(NAME, bytes(STORED), 7);

        ObjectNode copy = object.copy();
        copy.remove("spec");

        assertThat(object.tree().has("spec")).isTrue();
    }

    @Test
    void whatSelectorsAskForIsReadOnce() throws IOException {
        ApiObject object = ApiObject.stored(NAME, bytes(STORED), 7);
        List<String> asked = new ArrayList<>();

        for (int time = 0; time < 2; time++) {
            assertThat(object.label("app")).isEqualTo("web");
            assertThat(object.label("none")).isNull();
            assertThat(object.field("spec.nodeName", this::read)).isEqualTo("a");
            asked.add(object.field("counted", (tree, field) -> field + asked.size()));
        }

        assertThat(asked).containsExactly("counted0", "counted0");
    }

    private String read(ObjectNode tree, String field) {
        return tree.at("/" + field.replace('.', '/')).asText();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(ApiObject object) {
        return new String(object.json(), StandardCharsets.UTF_8);
    }
}
