package io.leme.gateway.registry.kind;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.leme.gateway.codec.ApiObject;
import io.leme.gateway.registry.Resource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// What is stored of objects that leave open what they can: `stored.txt` has them.
class StoredObjectsTest extends EngineFixture {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    @Test
    void whatAWriterLeavesOpenIsFilledInAsInKubernetes() throws IOException {
        List<String> shown = new ArrayList<>();
        List<String> block = new ArrayList<>();
        JsonNode stored = YAML.missingNode();
        List<String> lines = lines();
        for (String line : lines) {
            if (line.startsWith("= ")) {
                stored = block.isEmpty() ? stored : store(block, shown.size());
                block.clear();
                String pointer = line.split(" ")[1];
                JsonNode value = stored.at(pointer);
                shown.add("= " + pointer + (value.isMissingNode() ? "" : " " + value));
            } else {
                block.add(line);
                shown.add(line);
            }
        }

        assertThat(shown).hasSizeGreaterThan(50).containsExactlyElementsOf(lines);
    }

    @Test
    void theTemplatesOfDaemonSetsAreCounted() {
        Resource sets = resource("apps", "daemonsets");
        ApiObject set =
                create(
                        sets,
                        "{'metadata':{'name':'d'},'spec':{'selector':{'matchLabels':{'a':'b'}},"
                                + "'template':{'metadata':{'labels':{'a':'b'}},'spec':"
                                + "{'containers':[{'name':'c','image':'i:1'}]}}}}");

        ApiObject same = update(sets, set, set.tree().toString());
        String changed = set.tree().toString().replace("i:1", "i:2");
        ApiObject other = update(sets, set, changed.replaceAll("\"annotations\":\\{.*?},", ""));

        assertThat(same.resourceVersion()).isEqualTo(set.resourceVersion());
        assertThat(other.meta().annotations())
                .containsEntry("deprecated.daemonset.template.generation", "2");
    }

    /// @param block `> GROUP/VERSION PLURAL` and an object in YAML
    private JsonNode store(List<String> block, int number) throws IOException {
        String head = block.getFirst().substring("> ".length());
        Resource resource =
                catalog.all().stream()
                        .filter(each ->
                                (each.definition().kind().groupVersion()
                                                + " "
                                                + each.definition().resource().resource())
                                        .equals(head))
                        .findFirst()
                        .orElseThrow();
        var object = (ObjectNode) YAML.readTree(String.join("\n", block.subList(1, block.size())));
        object.putObject("metadata").put("name", "o" + number);
        String namespace = resource.definition().namespaced() ? "default" : "";

        return createIn(resource, namespace, object.toString()).tree();
    }

    private static List<String> lines() throws IOException {
        try (InputStream in = StoredObjectsTest.class.getResourceAsStream("stored.txt")) {
            byte[] bytes = Objects.requireNonNull(in).readAllBytes();

            return new String(bytes, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        }
    }
}
