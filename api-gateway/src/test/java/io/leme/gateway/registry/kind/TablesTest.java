package io.leme.gateway.registry.kind;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.leme.gateway.meta.GroupVersion;
import io.leme.gateway.registry.Resource;
import io.leme.gateway.registry.TableColumn;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What `kubectl get` shows: `columns.txt` has the columns of each kind, `rows.txt` objects and
/// what stands in some of their columns.
class TablesTest extends EngineFixture {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    @Test
    void eachKindHasTheColumnsThatItHasInKubernetes() throws IOException {
        List<String> expected = lines("columns.txt").toList();
        List<String> resources = expected.stream().map(TablesTest::resourceOf).toList();

        assertThat(columns())
                .filteredOn(line -> resources.contains(resourceOf(line)))
                .containsExactlyInAnyOrderElementsOf(expected);
        assertThat(columns())
                .filteredOn(line -> !resources.contains(resourceOf(line)))
                .allMatch(line -> line.endsWith("Name name, Age") || line.contains("mutating"));
    }

    @Test
    void eachCellSaysWhatItSaysInKubernetes() throws IOException {
        List<String> block = new ArrayList<>();
        List<String> shown = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        for (String line : lines("rows.txt").toList()) {
            if (line.startsWith("= ")) {
                String of = String.join("\n", block) + "\n";
                expected.add(of + line);
                shown.add(of + "= " + row(block));
                block.clear();
            } else {
                block.add(line);
            }
        }

        assertThat(block).isEmpty();
        assertThat(shown).isNotEmpty().containsExactlyElementsOf(expected);
    }

    /// @param block `> GROUP/VERSION PLURAL: TITLES` and an object in YAML
    private String row(List<String> block) throws IOException {
        String[] head = block.getFirst().substring("> ".length()).split(": ");
        Resource resource =
                catalog.all().stream()
                        .filter(each -> name(each).equals(head[0]))
                        .findFirst()
                        .orElseThrow();
        ObjectNode object =
                (ObjectNode) YAML.readTree(String.join("\n", block.subList(1, block.size())));

        return Arrays.stream(head[1].split(", "))
                .map(title -> column(resource, title).cell().of(object, NOW))
                .map(JsonNode::asText)
                .collect(Collectors.joining(" | "));
    }

    private static TableColumn column(Resource resource, String title) {
        return resource.definition().columns().stream()
                .filter(each -> each.name().equals(title))
                .findFirst()
                .orElseThrow();
    }

    private List<String> columns() {
        return catalog.all().stream()
                .filter(each -> !each.definition().columns().isEmpty())
                .map(each ->
                        name(each)
                                + ": "
                                + each.definition().columns().stream()
                                        .map(TablesTest::text)
                                        .collect(Collectors.joining(", ")))
                .toList();
    }

    private static String name(Resource resource) {
        GroupVersion groupVersion = resource.definition().kind().groupVersion();

        return groupVersion + " " + resource.definition().resource().resource();
    }

    private static String text(TableColumn column) {
        String type = column.type().equals("string") ? "" : " " + column.type();
        String format = column.format().isEmpty() ? "" : " " + column.format();

        return column.name() + type + format + (column.priority() > 0 ? " wide" : "");
    }

    private static String resourceOf(String line) {
        return line.substring(0, line.indexOf(": "));
    }

    private static Stream<String> lines(String file) throws IOException {
        try (InputStream in = TablesTest.class.getResourceAsStream(file)) {
            byte[] bytes = Objects.requireNonNull(in, file).readAllBytes();

            return new String(bytes, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"));
        }
    }
}
