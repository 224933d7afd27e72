package io.leme.gateway.registry.kind;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leme.gateway.codec.ApiObject;
import io.leme.gateway.codec.patch.PatchType;
import io.leme.gateway.meta.ApiException;
import io.leme.gateway.meta.DeleteOptions;
import io.leme.gateway.meta.GroupVersionResource;
import io.leme.gateway.meta.StatusReason;
import io.leme.gateway.meta.WriteOptions;
import io.leme.gateway.registry.RequestContext;
import io.leme.gateway.registry.Resource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Objects with mistakes that people make, kind by kind, and what is said of them: `mistakes.txt`
/// beside this class, whose head says how it is written.
class MistakesTest extends EngineFixture {
    private static final String REGEX = " (e.g. ";

    @Test
    void everyMistakeIsToldAsKubernetesTellsIt() throws IOException {
        List<String> differences = new ArrayList<>();
        Resource resource = configMaps;
        ObjectNode right = tree("{}");
        for (String paragraph : story().split("\n\n+")) {
            List<String> lines = paragraph.lines().filter(each -> !each.startsWith("#")).toList();
            if (lines.isEmpty()) {
                continue;
            }
            String body =
                    lines.stream()
                            .takeWhile(each -> !each.startsWith("! "))
                            .collect(Collectors.joining("\n"));
            if (body.startsWith("=")) {
                String[] head = body.substring(1).strip().split("\\s+", 4);
                resource =
                        catalog.find(new GroupVersionResource(group(head), head[1], head[2]))
                                .orElseThrow();
                right = tree(head[3]);
                differences.addAll(differences(body, Set.of(), told(resource, right, "{}")));
                continue;
            }
            Set<String> expected =
                    lines.stream()
                            .filter(each -> each.startsWith("! "))
                            .map(each -> each.substring(2))
                            .collect(Collectors.toCollection(TreeSet::new));
            differences.addAll(differences(body, expected, told(resource, right, body)));
        }

        assertThat(differences).isEmpty();
    }

    private static String group(String[] head) {
        return head[0].equals("core") ? "" : head[0];
    }

    private static List<String> differences(String body, Set<String> expected, Set<String> told) {
        List<String> differences = new ArrayList<>();
        expected.stream()
                .filter(each -> !told.contains(each))
                .forEach(each -> differences.add("\n" + body + "\n  not told: " + each));
        told.stream()
                .filter(each -> !expected.contains(each))
                .forEach(each -> differences.add("\n" + body + "\n  told: " + each));

        return differences;
    }

    /// What is said of the right object with something else in it.
    private Set<String> told(Resource resource, ObjectNode right, String change) {
        boolean later = change.startsWith("later");
        String json = later ? change.substring("later".length()) : change;
        ObjectNode wrong = read(PatchType.MERGE_PATCH, json).apply(right);
        String namespace = resource.definition().namespaced() ? "default" : "";
        try {
            if (later) {
                ApiObject made =
                        resource.create(
                                RequestContext.GATEWAY,
                                namespace,
                                right.deepCopy(),
                                WriteOptions.DEFAULT);
                try {
                    resource.patch(
                            RequestContext.GATEWAY,
                            made.name(),
                            "",
                            read(PatchType.MERGE_PATCH, json),
                            WriteOptions.DEFAULT);
                } finally {
                    resource.delete(RequestContext.GATEWAY, made.name(), DeleteOptions.DEFAULT);
                }
            } else {
                resource.create(RequestContext.GATEWAY, namespace, wrong, DRY_RUN);
            }

            return Set.of();
        } catch (ApiException refused) {
            if (!refused.is(StatusReason.INVALID)) {
                return Set.of(refused.status().message());
            }

            return refused.status().details().causes().stream()
                    .map(cause -> cause.field() + ": " + shortened(cause.message()))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /// Without the pattern and its examples.
    private static String shortened(String message) {
        int end = message.indexOf(REGEX);

        return end < 0 || !message.contains("regex used") ? message : message.substring(0, end);
    }

    private static String story() throws IOException {
        try (InputStream in = MistakesTest.class.getResourceAsStream("mistakes.txt")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
