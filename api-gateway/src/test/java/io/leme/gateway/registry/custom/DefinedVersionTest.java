package io.leme.gateway.registry.custom;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class DefinedVersionTest {
    @Test
    void thePreferredVersionStandsFirst() {
        ObjectNode definition = JsonNodeFactory.instance.objectNode();
        ArrayNode versions = definition.putObject("spec").putArray("versions");
        for (String name : List.of("v1alpha1", "v1", "other", "v10", "v2", "v1beta2")) {
            versions.addObject().put("name", name).put("served", true);
        }
        versions.addObject().put("name", "v99").put("served", false);

        assertThat(
                        DefinedVersion.served(definition).stream()
                                .map(each -> each.groupVersion().version()))
                .containsExactly("v10", "v2", "v1", "v1beta2", "v1alpha1", "other");
    }
}
